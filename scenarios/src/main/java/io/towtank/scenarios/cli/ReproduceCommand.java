package io.towtank.scenarios.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reproduces published experiments. */
@Command(
    name = "reproduce",
    description = "Run published experiments again and compare.",
    subcommands = ReproduceFgdCommand.class)
final class ReproduceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
