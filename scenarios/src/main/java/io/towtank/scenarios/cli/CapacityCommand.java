package io.towtank.scenarios.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How much room there is, and how many nodes are needed. */
@Command(
    name = "capacity",
    description =
        "Say how much room a cluster has, what it can lose, and how many nodes a workload needs.",
    subcommands = {
      CapacityFitCommand.class,
      CapacityNodesCommand.class,
      CapacitySpareCommand.class,
      CapacityHeadroomCommand.class,
      CapacityCompactionCommand.class
    },
    footer = {"  bin/towtank capacity headroom scenarios/library/snapshots/shop.yaml"})
final class CapacityCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
