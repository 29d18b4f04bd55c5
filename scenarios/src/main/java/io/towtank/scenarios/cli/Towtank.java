package io.towtank.scenarios.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line's entry point.
 *
 * <p>Exit codes: 0 when all went well, 1 when a run failed, 2 when the command line was wrong.
 */
@Command(
    name = "towtank",
    description = "A discrete-event simulator of Kubernetes-style clusters.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
public final class Towtank implements Runnable {

  @Spec private CommandSpec spec;

  private Towtank() {}

  /** Creates the root command with all that is registered on it. */
  static CommandLine commandLine() {
    return new CommandLine(new Towtank());
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
