package io.towtank.scenarios.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line's entry point.
 *
 * <p>Exit codes: 0 when all went well, 1 when a check failed, 2 when the command line or an input
 * can't be used, 3 on a defect of Towtank's own.
 */
@Command(
    name = "towtank",
    description = "A discrete-event simulator of Kubernetes-style clusters.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    scope = ScopeType.INHERIT,
    footerHeading = "%nExamples:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All went well.",
      "1:A check failed.",
      "2:The command line or an input can't be used.",
      "3:A defect of Towtank's own."
    },
    footer = {
      "  bin/towtank run scenarios/library/first-steps.yaml",
      "  bin/towtank compare scenarios/library/first-steps.yaml --policies kubernetes-default,best-fit"
    })
public final class Towtank implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          ReproduceCommand.class,
          CompareCommand.class,
          ExplainCommand.class,
          WhatIfCommand.class,
          CapacityCommand.class,
          ConformanceCommand.class,
          TraceCommand.class,
          BenchCommand.class,
          ValidateCommand.class,
          PoliciesCommand.class,
          SchemaCommand.class,
          VersionCommand.class,
          CompletionCommand.class,
          CommandsCommand.class);

  @Spec private CommandSpec spec;

  @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error arose.")
  private boolean debug;

  private Towtank() {}

  /** Creates the root command with all commands. */
  static CommandLine commandLine() {
    return commandLine(COMMANDS);
  }

  /**
   * Creates the root command with that command alone which the arguments name first: to put all of
   * them together takes longer than the rest of a start. Without such a name, with all.
   */
  static CommandLine commandLine(String[] args) {
    return commandLine(
        COMMANDS.stream()
            .filter(command -> args.length > 0 && isNamed(command, args[0]))
            .findFirst()
            .<List<Class<?>>>map(List::of)
            .orElse(COMMANDS));
  }

  private static boolean isNamed(Class<?> command, String name) {
    return command.getAnnotation(Command.class).name().equals(name);
  }

  private static CommandLine commandLine(List<Class<?>> commands) {
    Towtank root = new Towtank();
    CommandLine commandLine = new CommandLine(root);
    commands.forEach(commandLine::addSubcommand);
    keepExamplesWhole(commandLine);
    return commandLine
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler((e, args) -> Failures.usage(e))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> Failures.execution(e, command.getErr(), root.debug));
  }

  /** An example that is wrapped can't be copied. */
  private static void keepExamplesWhole(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help ->
                Stream.of(help.commandSpec().usageMessage().footer())
                    .map(line -> line + System.lineSeparator())
                    .collect(Collectors.joining()));
    command.getSubcommands().values().forEach(Towtank::keepExamplesWhole);
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    int code;
    try {
      code = commandLine(args).setOut(out).setErr(err).execute(args);
    } catch (OutOfMemoryError | StackOverflowError e) {
      code = Failures.execution(e, err, false);
    }
    out.flush();
    System.exit(code);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
