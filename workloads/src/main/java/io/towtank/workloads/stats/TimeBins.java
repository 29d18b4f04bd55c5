package io.towtank.workloads.stats;

import java.util.Arrays;

/**
 * Sums over equal bins of time, of which there is a limited number: when time grows beyond them
 * bins are joined two by two.
 */
final class TimeBins {
  static final int BINS = 1 << 14;

  private final double[] sums = new double[BINS];
  private long binNanos = 1_000_000_000L;

  void add(long timeNanos, double amount) {
    reach(timeNanos);
    sums[(int) (timeNanos / binNanos)] += amount;
  }

  /** Makes bins long enough for this time. */
  void reach(long timeNanos) {
    while (timeNanos / binNanos >= BINS) {
      for (int i = 0; i < BINS / 2; i++) {
        sums[i] = sums[2 * i] + sums[2 * i + 1];
      }
      Arrays.fill(sums, BINS / 2, BINS, 0);
      binNanos *= 2;
    }
  }

  long binNanos() {
    return binNanos;
  }

  double sum(int bin) {
    return sums[bin];
  }
}
