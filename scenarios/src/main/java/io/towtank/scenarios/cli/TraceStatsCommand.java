package io.towtank.scenarios.cli;

import io.towtank.record.TraceComparison;
import io.towtank.record.TraceStatistics;
import io.towtank.reports.file.Json;
import io.towtank.reports.trace.TraceText;
import io.towtank.reports.trace.TraceWriter;
import io.towtank.scenarios.run.Version;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.stats.TraceStatisticsCollector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the figures of a workload, or of two. */
@Command(
    name = "stats",
    description =
        "Show what a workload is like: counts, arrivals over time, distributions. With OTHER, show"
            + " both side by side, and test whether they are alike.",
    footer = {
      "  bin/towtank trace stats scenarios/library/data/batch-pods.csv --trace-format towtank-csv",
      "  bin/towtank trace stats scenarios/library/first-steps.yaml scenarios/library/correlated-sizes.yaml"
    })
final class TraceStatsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TraceArguments arguments;
  @Mixin private OutputArguments output;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "A trace or scenario to compare with.")
  private @Nullable String other;

  @Option(
      names = "--other-format",
      paramLabel = "FORMAT",
      completionCandidates = Candidates.TraceFormats.class,
      description =
          "Format of OTHER; where it is left out, that which its name tells, or --trace-format.")
  private @Nullable String otherFormat;

  @Mixin private PrintArguments print;

  @Option(names = "--quiet", description = "Do not say where the results are.")
  private boolean quiet;

  /** A workload that was read. */
  private record Read(TraceStatisticsCollector collector, TraceStatistics statistics) {
    static Read of(TraceSource source) throws IOException {
      TraceAccounts accounts = new TraceAccounts();
      TraceStatisticsCollector collector = TraceStatisticsCollector.read(source.open(accounts));
      return new Read(collector, collector.statistics(source.shortName(), accounts));
    }
  }

  @Override
  public Integer call() throws IOException {
    arguments.warnOfNodes(spec.commandLine().getErr());
    Read first = read(arguments.source());
    if (other == null) {
      TraceStatistics trace = first.statistics();
      write(writer -> writer.commit(trace));
      print.out(() -> Json.pretty(trace), () -> TraceText.of(trace));
    } else {
      Read second = read(arguments.other(other, otherFormat));
      TraceComparison comparison =
          new TraceComparison(
              first.statistics(),
              second.statistics(),
              first.collector().compare(second.collector()));
      write(writer -> writer.commit(comparison));
      print.out(() -> Json.pretty(comparison), () -> TraceText.of(comparison));
    }
    return ExitCode.OK;
  }

  private Read read(TraceSource source) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try (ProgressLine line = Terminal.progress(source.shortName(), "pods read", err, quiet)) {
      return Read.of(source.watched(line));
    }
  }

  /** What is written. */
  private interface Commit {
    void to(TraceWriter writer);
  }

  private void write(Commit commit) {
    Path directory = output.directory();
    if (directory == null) {
      return;
    }
    try (TraceWriter writer = TraceWriter.open(directory, output.overwrite(), Version.get())) {
      commit.to(writer);
    }
    if (!quiet) {
      spec.commandLine().getErr().println("towtank: results are in " + directory);
    }
  }
}
