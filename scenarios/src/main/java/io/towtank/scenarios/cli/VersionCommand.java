package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.reports.table.Document;
import io.towtank.scenarios.run.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which Towtank this is, and on which Java it runs. */
@Command(
    name = "version",
    description = "Show the versions of Towtank and Java.",
    footer = {"  bin/towtank version --json"})
final class VersionCommand implements Callable<Integer> {
  @Mixin private PrintArguments print;

  /** What runs. */
  private record Versions(String towtank, String java, String os, String architecture) {}

  @Override
  public Integer call() {
    Versions versions =
        new Versions(
            Version.get(),
            Runtime.version().toString(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
    print.out(() -> Json.pretty(versions), () -> Document.of(inWords(versions)));
    return ExitCode.OK;
  }

  private static String inWords(Versions versions) {
    return "towtank "
        + versions.towtank()
        + " (Java "
        + versions.java()
        + ", "
        + versions.os()
        + " "
        + versions.architecture()
        + ")";
  }
}
