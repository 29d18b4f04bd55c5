package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.scenarios.load.ScenarioReference;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the description of scenario files. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of scenario files, for editors.",
    footer = {"  bin/towtank schema", "  bin/towtank schema --markdown"})
final class SchemaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--markdown", description = "Print the reference page for people instead.")
  private boolean markdown;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        markdown ? ScenarioReference.markdown() : Json.pretty(ScenarioReference.jsonSchema()));
    out.flush();
  }
}
