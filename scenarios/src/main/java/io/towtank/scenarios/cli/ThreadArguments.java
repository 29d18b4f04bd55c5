package io.towtank.scenarios.cli;

import io.towtank.text.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is done at once. */
final class ThreadArguments {
  /** More than any machine has; a slip of the keyboard must not start a million. */
  private static final int MAX = 1024;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many at once; as many as there are processors where it is left out.")
  private @Nullable Integer threads;

  /** How many threads, from 1 to {@value #MAX}. */
  int count() {
    if (threads == null) {
      return Math.min(MAX, Runtime.getRuntime().availableProcessors());
    }
    if (threads < 1 || threads > MAX) {
      throw new InputException(
          "--threads: found " + threads + ", expected a number from 1 to " + MAX);
    }
    return threads;
  }
}
