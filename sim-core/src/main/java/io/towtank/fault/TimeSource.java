package io.towtank.fault;

import io.towtank.kernel.RandomStream;

/** A distribution of times. */
@FunctionalInterface
public interface TimeSource {
  /**
   * Draws a time in nanoseconds, at least 0. Every time takes the same number of draws, so that
   * runs which differ in a parameter only stay in step.
   */
  long drawNanos(RandomStream draws);

  /** The same time always. */
  static TimeSource constant(long nanos) {
    return draws -> nanos;
  }
}
