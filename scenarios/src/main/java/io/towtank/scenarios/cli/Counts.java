package io.towtank.scenarios.cli;

import io.towtank.text.InputException;

/** Numbers of the command line. */
final class Counts {
  private Counts() {}

  /** Refuses a number outside its range. */
  static void require(String option, long found, long min, long max) {
    if (found < min || found > max) {
      throw new InputException(
          option + ": found " + found + ", expected a number from " + min + " to " + max);
    }
  }
}
