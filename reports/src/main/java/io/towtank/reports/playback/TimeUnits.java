package io.towtank.reports.playback;

/**
 * The unit of a document's times: the largest in which all of them are whole, else the smallest in
 * which the longest has no more than nine digits or so.
 */
final class TimeUnits {
  private static final long[] UNITS = {1_000_000_000L, 1_000_000L, 1_000L, 1L};
  private static final long UNITS_MAX = 2_000_000_000L;

  private long last;
  private int whole;
  private long unit = 1;

  /** Notes a time that will be asked for; negative ones are none. */
  void note(long nanos) {
    if (nanos > 0) {
      last = Math.max(last, nanos);
      while (nanos % UNITS[whole] != 0) {
        whole++;
      }
    }
  }

  /** No more times are noted. */
  void choose() {
    int i = UNITS.length - 1;
    while (i > 0 && last / UNITS[i] > UNITS_MAX) {
      i--;
    }
    unit = UNITS[Math.min(i, whole)];
  }

  /** Nanoseconds of one unit. */
  long unitNanos() {
    return unit;
  }

  /** A time in the unit, rounded down; -1 for a negative one. */
  long of(long nanos) {
    return nanos < 0 ? -1 : nanos / unit;
  }
}
