package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.scenarios.capacity.CapacityText;
import io.towtank.scenarios.capacity.NodeTypes;
import io.towtank.scenarios.capacity.NodesNeeded;
import io.towtank.scenarios.capacity.NodesReport;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.Durations;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many nodes a workload needs. */
@Command(
    name = "nodes",
    description =
        "Find the fewest nodes of each type, and the cheapest mix of types, on which a scenario's"
            + " workload or a cluster's pods are scheduled, with lower bounds.",
    footer = {
      "  bin/towtank capacity nodes scenarios/library/first-steps.yaml --max-wait 5m",
      "  bin/towtank capacity nodes scenarios/library/snapshots/shop.yaml --node-types scenarios/library/node-types/general.yaml"
    })
final class CapacityNodesCommand implements Callable<Integer> {
  private static final int TRIALS_LIMIT = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private ClusterArguments arguments;
  @Mixin private PrintArguments print;
  @Mixin private PolicyArguments policy;

  @Option(
      names = "--node-types",
      paramLabel = "FILE",
      description =
          "YAML file of node types with prices; the scenario's own groups of nodes, at price 1,"
              + " where it is left out.")
  private @Nullable String nodeTypes;

  @Option(
      names = "--max-wait",
      paramLabel = "TIME",
      description =
          "Longest time from a pod's creation to its binding, such as 5m; 0s where it is left out."
              + " For the workload of a scenario.")
  private @Nullable String maxWait;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "" + NodesNeeded.TRIALS_DEFAULT,
      description =
          "Most simulations in search of a better mix; ${DEFAULT-VALUE} where it is left out.")
  private int trials;

  @Override
  public Integer call() {
    Counts.require("--trials", trials, 0, TRIALS_LIMIT);
    PrintWriter err = spec.commandLine().getErr();
    RunOptions options = policy.options(false, false);
    Duration wait = maxWait == null ? Duration.ZERO : duration(maxWait);
    Scenario scenario = arguments.workload();
    NodeTypes types = types(scenario);
    NodesReport report;
    if (scenario != null) {
      arguments.warn(scenario.warnings(), err);
      try (ProgressLine line = progress(err)) {
        report = NodesNeeded.ofScenario(scenario, options, types, wait, trials, line);
      }
    } else {
      if (maxWait != null) {
        throw new InputException(
            "--max-wait: the pods of one moment are packed at once and none waits; expected the"
                + " workload of a scenario, without --at");
      }
      var state = arguments.load(options, err);
      try (ProgressLine line = progress(err)) {
        report = NodesNeeded.ofCluster(state, types, trials, line);
      }
    }
    print.out(() -> Json.pretty(report), () -> CapacityText.of(report));
    return ExitCode.OK;
  }

  private ProgressLine progress(PrintWriter err) {
    return Terminal.progress("nodes", "simulations", err, arguments.quiet());
  }

  private NodeTypes types(@Nullable Scenario scenario) {
    if (nodeTypes != null) {
      return NodeTypes.read(OutputArguments.path("--node-types", nodeTypes));
    }
    if (scenario == null) {
      throw new InputException("missing --node-types FILE: a snapshot or --at has no node types");
    }
    return NodeTypes.of(scenario);
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "--max-wait: found " + Shown.quoted(text) + ", expected a time such as 30s or 5m", e);
    }
  }
}
