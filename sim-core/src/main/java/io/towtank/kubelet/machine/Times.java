package io.towtank.kubelet.machine;

/** Instants, and where probes fall. */
final class Times {
  /** An instant that never comes. */
  static final long FAR = Long.MAX_VALUE;

  private Times() {}

  /** The first instant of a grid at or after the given one; FAR for FAR. */
  static long firstOnGrid(long base, long period, long instant) {
    if (instant == FAR || instant <= base) {
      return instant == FAR ? FAR : base;
    }
    return base + (instant - base + period - 1) / period * period;
  }

  /** So much later; FAR stays FAR. */
  static long later(long instant, long nanos) {
    return instant == FAR || nanos > FAR - Math.max(0, instant) ? FAR : instant + nanos;
  }
}
