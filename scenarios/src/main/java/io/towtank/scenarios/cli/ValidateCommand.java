package io.towtank.scenarios.cli;

import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.ScenarioCheck;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.text.InputException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks scenario files, and the files that they name, without running them. */
@Command(
    name = "validate",
    description = "Check scenario files, and the files that they name, for every problem.")
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
  private List<String> files;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a field, such as cluster.nodes[0].count=20; may be repeated.")
  private List<String> overrides = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int code = ExitCode.OK;
    for (String file : files) {
      try {
        Scenario scenario = ScenarioLoader.load(file, overrides);
        ScenarioCheck.check(scenario)
            .forEach(warning -> err.println(file + ": warning: " + warning));
        out.println(file + ": valid");
      } catch (InputException e) {
        err.println(e.getMessage());
        code = ExitCode.BAD_INPUT;
      }
    }
    out.flush();
    return code;
  }
}
