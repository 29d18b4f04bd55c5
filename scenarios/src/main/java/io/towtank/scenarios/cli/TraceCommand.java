package io.towtank.scenarios.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with a trace without running it. */
@Command(
    name = "trace",
    description = "Look at a workload before it is run, estimate a generator from it, convert it.",
    subcommands = {TraceStatsCommand.class, TraceFitCommand.class, TraceConvertCommand.class},
    footer = {"  bin/towtank trace stats scenarios/library/first-steps.yaml"})
final class TraceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
