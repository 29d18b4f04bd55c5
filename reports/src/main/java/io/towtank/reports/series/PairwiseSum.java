package io.towtank.reports.series;

import java.util.Arrays;

/**
 * A sum whose rounding does not depend on chance: up to 128 values go to eight partial sums in
 * turn, which are added up in pairs; more values are halved first. Source of the method: N. J.
 * Higham, "The accuracy of floating point summation", SIAM J. Sci. Comput. 14(4), 1993; in this
 * form it is NumPy's {@code sum}.
 */
final class PairwiseSum {
  private static final int LANES = 8;
  private static final int BLOCK_MAX = 128;

  private double[] values = new double[LANES];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** The mean of at least one value. */
  double mean() {
    if (size == 0) {
      throw new IllegalStateException("a mean needs a value");
    }
    return sum(0, size) / size;
  }

  private double sum(int from, int count) {
    if (count > BLOCK_MAX) {
      int first = count / 2;
      first -= first % LANES;
      return sum(from, first) + sum(from + first, count - first);
    }
    int whole = count < LANES ? 0 : count - count % LANES;
    double sum = whole == 0 ? 0 : lanes(from, whole);
    for (int i = whole; i < count; i++) {
      sum += values[from + i];
    }
    return sum;
  }

  private double lanes(int from, int count) {
    double[] lane = new double[LANES];
    for (int i = 0; i < count; i++) {
      lane[i % LANES] += values[from + i];
    }
    return ((lane[0] + lane[1]) + (lane[2] + lane[3]))
        + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
  }
}
