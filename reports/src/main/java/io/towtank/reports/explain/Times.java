package io.towtank.reports.explain;

import io.towtank.reports.format.Numbers;

/** Moments of a run, to the nanosecond, so that two that differ look different. */
final class Times {
  private Times() {}

  /** {@code 12.5 s}; a time before the simulation began has a minus. */
  static String at(long nanos) {
    return (nanos < 0 ? "-" + Numbers.seconds(-nanos) : Numbers.seconds(nanos)) + " s";
  }
}
