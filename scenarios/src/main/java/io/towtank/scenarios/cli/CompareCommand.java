package io.towtank.scenarios.cli;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.reports.comparison.ComparedRun;
import io.towtank.reports.comparison.Comparison;
import io.towtank.reports.comparison.ComparisonWriter;
import io.towtank.reports.file.Json;
import io.towtank.reports.run.RunWriter;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one scenario under several policies and seeds. */
@Command(
    name = "compare",
    description =
        "Run a scenario under several policies and show them side by side. Under one seed all"
            + " policies see the same arrivals and durations.",
    footer = {
      "  bin/towtank compare scenarios/library/first-steps.yaml --policies kubernetes-default,most-allocated --seeds 1..3",
      "  bin/towtank compare scenarios/library/first-steps.yaml --policies kubernetes-default,best-fit --format latex"
    })
final class CompareCommand implements Callable<Integer> {
  private static final RunWriter.Options FILES = new RunWriter.Options(false, false, false);

  @Spec private CommandSpec spec;
  @Mixin private ScenarioArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private OutputArguments output;

  @Option(
      names = "--policies",
      required = true,
      split = ",",
      paramLabel = "POLICY",
      completionCandidates = Candidates.Policies.class,
      description = "Policies, with commas between; differences are from the first.")
  private List<String> policies = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "SEEDS",
      description = "Seeds, such as 1..5 or 1,2,3; the scenario's own where it is left out.")
  private @Nullable String seeds;

  @Mixin private ThreadArguments threads;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Set<String> named = namedPolicies();
    List<Long> seedList = seeds == null ? null : SeedList.parse(seeds);
    int threadCount = threads.count();
    Path out = output.directory();
    Scenario scenario = arguments.load();
    arguments.warn(scenario, err);
    List<Cell> cells = new ArrayList<>();
    for (String policy : named) {
      for (long seed : seedList == null ? List.of(scenario.spec().seed()) : seedList) {
        cells.add(new Cell(policy, seed));
      }
    }
    Comparison comparison;
    if (out == null) {
      comparison = Comparison.of(runAll(scenario, cells, threadCount, null));
    } else {
      try (ComparisonWriter writer = ComparisonWriter.open(out, output.overwrite())) {
        Stopwatch stopwatch = new Stopwatch();
        List<ComparedRun> runs = runAll(scenario, cells, threadCount, writer);
        comparison = Comparison.of(runs);
        writer.addFile("timing.json", Json.pretty(stopwatch.timing(attempts(runs))));
        writer.commit(comparison);
      }
    }
    print.out(() -> ComparisonWriter.json(comparison), comparison::document);
    if (out != null && !arguments.quiet()) {
      err.println("towtank: results are in " + out);
    }
    return ExitCode.OK;
  }

  private record Cell(String policy, long seed) {}

  private Set<String> namedPolicies() {
    Set<String> named = new LinkedHashSet<>();
    for (String policy : policies) {
      ScenarioArguments.requirePolicy("--policies", policy.strip());
      if (!named.add(policy.strip())) {
        throw new InputException("--policies: '" + policy.strip() + "' stands twice");
      }
    }
    return named;
  }

  private List<ComparedRun> runAll(
      Scenario scenario, List<Cell> cells, int threadCount, @Nullable ComparisonWriter writer)
      throws Exception {
    List<ParallelRuns.Run<ComparedRun>> runs = new ArrayList<>();
    for (Cell cell : cells) {
      runs.add(progress -> run(scenario, cell, writer, progress));
    }
    String name = scenario.spec().metadata().name();
    PrintWriter err = spec.commandLine().getErr();
    try (ProgressLine line = Terminal.progress(name, "runs", err, arguments.quiet())) {
      return ParallelRuns.all(runs, threadCount, line);
    }
  }

  private ComparedRun run(
      Scenario scenario, Cell cell, @Nullable ComparisonWriter writer, Progress progress)
      throws IOException {
    RunOptions options = new RunOptions(cell.policy(), cell.seed(), arguments.check(), false);
    if (writer == null) {
      RunSummary summary = ScenarioRunner.run(scenario, options, RunRecorder.NONE, progress);
      return new ComparedRun(cell.policy(), cell.seed(), summary);
    }
    try (RunWriter files = writer.run(cell.policy(), cell.seed(), FILES)) {
      RunSummary summary = ScenarioRunner.run(scenario, options, files, progress);
      files.commit(summary);
      return new ComparedRun(cell.policy(), cell.seed(), summary, files.series());
    }
  }

  private static long attempts(List<ComparedRun> runs) {
    return runs.stream().mapToLong(run -> run.summary().scheduling().attempts()).sum();
  }
}
