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
    try {
      return out == null ? null : Path.of(out);
    } catch (InvalidPathException e) {
      throw new InputException("--out: no path: " + e.getMessage(), e);
    }
  }

  boolean overwrite() {
    return overwrite;
  }
}
