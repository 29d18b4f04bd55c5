package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.scenarios.capacity.CapacityText;
import io.towtank.scenarios.capacity.Headroom;
import io.towtank.scenarios.capacity.HeadroomReport;
import io.towtank.scenarios.run.ClusterState;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is left of a cluster. */
@Command(
    name = "headroom",
    description =
        "Say what is free of each resource, in all and on one node, and how many more pods of the"
            + " most frequent kinds that is.",
    footer = {"  bin/towtank capacity headroom scenarios/library/snapshots/shop.yaml"})
final class CapacityHeadroomCommand implements Callable<Integer> {
  private static final int LIMIT = 1000;
  private static final long COPIES_MAX = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private ClusterArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private PolicyArguments policy;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "5",
      description = "Most kinds of pods that are counted; ${DEFAULT-VALUE} where it is left out.")
  private int rowsMax;

  @Override
  public Integer call() {
    Counts.require("--rows", rowsMax, 1, LIMIT);
    PrintWriter err = spec.commandLine().getErr();
    ClusterState state = arguments.load(policy.options(false, false), err);
    HeadroomReport report;
    try (ProgressLine line = Terminal.progress("headroom", "copies", err, arguments.quiet())) {
      report = Headroom.of(state, rowsMax, COPIES_MAX, line);
    }
    print.out(() -> Json.pretty(report), () -> CapacityText.of(report));
    return ExitCode.OK;
  }
}
