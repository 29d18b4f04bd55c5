package io.towtank.scenarios.cli;

import io.towtank.text.InputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command writes its results. */
final class OutputArguments {
  @Option(names = "--out", paramLabel = "DIR", description = "Write the results to a directory.")
  private @Nullable String out;

  @Option(
      names = "--overwrite",
      description = "Write to DIR even where it holds other things than results.")
  private boolean overwrite;

  /** The directory; null where the results are not wanted. */
  @Nullable Path directory() {
    return out == null ? null : path("--out", out);
  }

  /** The path that an option names. */
  static Path path(String option, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new InputException(option + ": no path: " + e.getMessage(), e);
    }
  }

  boolean overwrite() {
    return overwrite;
  }
}
