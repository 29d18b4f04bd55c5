package io.towtank.scenarios.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the command line inside a test of another package. */
public final class CommandLineOf {
  private CommandLineOf() {}

  /** Runs a command and answers its exit code; what it printed is added to the words. */
  public static int run(StringWriter words, String... arguments) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(words, true))
        .setErr(new PrintWriter(words, true))
        .execute(arguments);
  }
}
