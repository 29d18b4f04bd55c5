package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.scenarios.conformance.CaseLine;
import io.towtank.scenarios.conformance.CaseOutcome;
import io.towtank.scenarios.conformance.CaseReader;
import io.towtank.scenarios.conformance.CaseRunner;
import io.towtank.scenarios.conformance.ConformanceReport;
import io.towtank.text.InputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares our decisions with recorded ones of a real scheduler. */
@Command(
    name = "conformance",
    description =
        "Run recorded decisions of a real kube-scheduler again, and say where ours differ. Exits 1"
            + " if any does.",
    footer = {"  bin/towtank conformance scenarios/src/test/resources/conformance"})
final class ConformanceCommand implements Callable<Integer> {
  private static final int BATCH_PER_THREAD = 16;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files that end in .jsonl or .jsonl.gz, or folders with such files.")
  private List<String> paths = List.of();

  @Option(names = "--family", paramLabel = "NAME", description = "Only cases of this family.")
  private @Nullable String family;

  @Option(names = "--case", paramLabel = "NAME", description = "Only the case of this name.")
  private @Nullable String caseName;

  @Option(
      names = "--differences",
      paramLabel = "N",
      defaultValue = "10",
      description = "Differences shown at most; ${DEFAULT-VALUE} where it is left out.")
  private int differencesMax;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "fast",
      description = "What finds the nodes: 'fast' (the default) or 'reference'.")
  private String engine = "fast";

  @Mixin private PrintArguments print;

  @Option(names = "--quiet", description = "No progress, no warnings.")
  private boolean quiet;

  @Mixin private ThreadArguments threads;

  @Override
  public Integer call() throws Exception {
    int threadCount = threads.count();
    if (differencesMax < 0) {
      throw new InputException("--differences: found " + differencesMax + ", expected 0 or more");
    }
    ConformanceReport report = new ConformanceReport(differencesMax);
    int read = run(report, threadCount);
    if (report.cases() == 0) {
      throw new InputException(
          read == 0
              ? "expected recorded cases, found none in " + String.join(", ", paths)
              : "none of the " + read + " cases is of the family and name asked for");
    }
    PrintWriter err = spec.commandLine().getErr();
    if (!quiet) {
      report.warnings().forEach(warning -> err.println("towtank: warning: " + warning));
    }
    print.out(() -> Json.pretty(report.tree()), report::document);
    return report.isEqual() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Runs all cases, some at once; says how many there are. */
  private int run(ConformanceReport report, int threadCount) throws Exception {
    CaseRunner runner = new CaseRunner(family, caseName, PolicyArguments.engine(engine));
    int read = 0;
    PrintWriter err = spec.commandLine().getErr();
    try (CaseReader reader = CaseReader.open(paths);
        ProgressLine line = Terminal.progress("conformance", "cases", err, quiet)) {
      List<CaseLine> batch = reader.next(threadCount * BATCH_PER_THREAD);
      while (!batch.isEmpty()) {
        List<ParallelRuns.Run<Run>> runs = new ArrayList<>();
        for (CaseLine each : batch) {
          runs.add(progress -> Run.of(runner, each));
        }
        for (Run run : ParallelRuns.all(runs, threadCount, (done, total) -> {})) {
          run.outcomeOrThrow().ifPresent(report::add);
        }
        read += batch.size();
        line.update(read, 0);
        batch = reader.next(threadCount * BATCH_PER_THREAD);
      }
    }
    return read;
  }

  /** How a case went; of several that can't be used the first is told, whichever ended first. */
  private record Run(Optional<CaseOutcome> outcome, Optional<InputException> problem) {
    static Run of(CaseRunner runner, CaseLine line) {
      try {
        return new Run(Optional.ofNullable(runner.run(line)), Optional.empty());
      } catch (InputException e) {
        return new Run(Optional.empty(), Optional.of(e));
      }
    }

    Optional<CaseOutcome> outcomeOrThrow() {
      if (problem.isPresent()) {
        throw problem.get();
      }
      return outcome;
    }
  }
}
