package io.towtank.scenarios.cli;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the reference page of the command line. */
@Command(
    name = "commands",
    description = "Print the reference page of all commands, as Markdown.",
    footer = "  bin/towtank commands")
final class CommandsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(markdown(Towtank.commandLine()));
    out.flush();
    return ExitCode.OK;
  }

  /** {@code docs/commands.md}. */
  static String markdown(CommandLine root) {
    StringBuilder text = new StringBuilder();
    text.append("# Commands\n\n")
        .append("Made by `towtank commands` from what the commands say of themselves; each prints")
        .append(" its part with `--help`.\n");
    page(root, text);
    return text.toString();
  }

  private static void page(CommandLine command, StringBuilder text) {
    text.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
    command.getUsageMessage(Ansi.OFF).lines().forEach(line -> text.append(line).append('\n'));
    text.append("```\n");
    Set<CommandLine> subcommands = new LinkedHashSet<>(command.getSubcommands().values());
    subcommands.forEach(subcommand -> page(subcommand, text));
  }
}
