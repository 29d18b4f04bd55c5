package io.towtank.scenarios.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reproduces published experiments. */
@Command(
    name = "reproduce",
    description = "Run published experiments again and compare.",
    subcommands = ReproduceFgdCommand.class,
    footer = {
      "  bin/towtank reproduce fgd ../shared/data/openb --lists default --seeds 42 --policies fgd"
    })
final class ReproduceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
