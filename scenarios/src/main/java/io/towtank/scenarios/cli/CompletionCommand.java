package io.towtank.scenarios.cli;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete Towtank's commands. */
@Command(
    name = "completion",
    description =
        "Print a script that makes the shell complete commands, options and their values. In bash:"
            + " source <(towtank completion bash); zsh takes the same script.",
    footer = "  bin/towtank completion bash")
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String shell = "";

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new InputException("no shell '" + shell + "'" + NearestName.hint(shell, SHELLS));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("towtank", Towtank.commandLine()));
    out.flush();
    return ExitCode.OK;
  }
}
