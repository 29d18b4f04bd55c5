package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.reports.table.Document;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.ScenarioCheck;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks scenario files, and the files that they name, without running them. */
@Command(
    name = "validate",
    description = "Check scenario files, and the files that they name, for every problem.",
    footer = {
      "  bin/towtank validate scenarios/library/first-steps.yaml scenarios/library/node-crash.yaml"
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
  private List<String> files;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a field, such as cluster.nodes[0].count=20; may be repeated.")
  private List<String> overrides = List.of();

  @Mixin private PrintArguments print;

  /** How a file stands. */
  private record Verdict(String file, boolean valid, String problems, List<String> warnings) {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    List<Verdict> verdicts = files.stream().map(this::verdict).toList();
    for (Verdict verdict : print.isJson() ? List.<Verdict>of() : verdicts) {
      verdict.warnings().forEach(warning -> err.println(verdict.file() + ": warning: " + warning));
      if (!verdict.valid()) {
        err.println(verdict.problems());
      }
    }
    print.out(() -> Json.pretty(verdicts), () -> document(verdicts));
    return verdicts.stream().allMatch(Verdict::valid) ? ExitCode.OK : ExitCode.BAD_INPUT;
  }

  private Verdict verdict(String file) {
    try {
      Scenario scenario = ScenarioLoader.load(file, overrides);
      return new Verdict(file, true, "", ScenarioCheck.check(scenario));
    } catch (InputException e) {
      return new Verdict(file, false, String.valueOf(e.getMessage()), List.of());
    }
  }

  private static Document document(List<Verdict> verdicts) {
    Document document = new Document();
    verdicts.stream()
        .filter(Verdict::valid)
        .forEach(verdict -> document.line(verdict.file() + ": valid"));
    return document;
  }
}
