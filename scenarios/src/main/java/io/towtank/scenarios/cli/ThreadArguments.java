package io.towtank.scenarios.cli;

import io.towtank.text.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is done at once. */
final class ThreadArguments {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many at once; as many as there are processors where it is left out.")
  private @Nullable Integer threads;

  /** How many threads, at least 1. */
  int count() {
    int count = orProcessors();
    if (count < 1) {
      throw new InputException("--threads: found " + count + ", expected 1 or more");
    }
    return count;
  }

  /** The same; refuses more than {@code max}. */
  int count(int max) {
    int count = orProcessors();
    if (threads != null && (count < 1 || count > max)) {
      throw new InputException(
          "--threads: found " + count + ", expected a number from 1 to " + max);
    }
    return count;
  }

  private int orProcessors() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
