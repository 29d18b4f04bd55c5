package io.towtank.scenarios.cli;

import io.towtank.scenarios.run.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which Towtank this is, and on which Java it runs. */
@Command(name = "version", description = "Show the versions of Towtank and Java.")
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine()
        .getOut()
        .println(
            "towtank "
                + Version.get()
                + " (Java "
                + Runtime.version()
                + ", "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ")");
    spec.commandLine().getOut().flush();
  }
}
