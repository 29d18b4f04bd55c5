package io.towtank.scenarios.cli;

import io.towtank.scenarios.run.CheckFailedException;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns whatever went wrong into words on stderr and an exit code. */
final class Failures {
  private Failures() {}

  /** A command line that can't be used: one line, with the nearest legal name. */
  static int usage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + describe(e) + " (see '" + name + " --help')");
    return ExitCode.BAD_INPUT;
  }

  private static String describe(ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String found = unmatched.getUnmatched().get(0);
      CommandSpec spec = e.getCommandLine().getCommandSpec();
      if (found.startsWith("-")) {
        return "unknown option '" + found + "'" + didYouMean(found, optionNames(spec));
      }
      List<String> commands = new ArrayList<>(spec.subcommands().keySet());
      return commands.isEmpty()
          ? "unexpected argument '" + found + "'"
          : "unknown command '" + found + "'" + NearestName.hint(found, commands);
    }
    if (e instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      List<String> names = missing.getMissing().stream().map(Failures::nameOf).toList();
      return "missing " + String.join(", ", names);
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String nameOf(ArgSpec arg) {
    return arg.isOption() ? ((CommandLine.Model.OptionSpec) arg).longestName() : arg.paramLabel();
  }

  private static List<String> optionNames(CommandSpec spec) {
    return spec.options().stream().flatMap(option -> List.of(option.names()).stream()).toList();
  }

  private static String didYouMean(String found, List<String> legal) {
    String nearest = NearestName.nearest(found.replaceFirst("=.*", ""), legal);
    return nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?";
  }

  /** A command that failed. */
  static int execution(Throwable e, PrintWriter err, boolean debug) {
    int code = report(e, err);
    if (debug) {
      e.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static int report(Throwable e, PrintWriter err) {
    if (e instanceof InputException) {
      err.println(e.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof CheckFailedException) {
      err.println("towtank: check failed: " + e.getMessage());
      return ExitCode.FAILED;
    }
    IOException io =
        e instanceof UncheckedIOException unchecked
            ? unchecked.getCause()
            : e instanceof IOException direct ? direct : null;
    if (io != null) {
      String what = io instanceof NoSuchFileException ? "no such file: " : "can't read or write: ";
      err.println("towtank: " + what + oneLine(io.getMessage()));
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof OutOfMemoryError) {
      err.println(
          "towtank: out of memory; give Java more, such as TOWTANK_JAVA_OPTS=-Xmx8g, or make the"
              + " scenario smaller");
      return ExitCode.INTERNAL;
    }
    err.println(
        "towtank: internal error: "
            + e.getClass().getSimpleName()
            + ": "
            + oneLine(e.getMessage())
            + "; run it again with --debug and report what it prints");
    return ExitCode.INTERNAL;
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
