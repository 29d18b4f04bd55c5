package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;

/** A choice among few or many, by their weights. One draw. */
final class WeightedChoice {
  private static final int SEARCH_FROM = 16;

  private final double[] cumulative;

  private WeightedChoice(double[] cumulative) {
    this.cumulative = cumulative;
  }

  /** At least one weight, each above 0. */
  static WeightedChoice of(double[] weights) {
    double[] cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
    return new WeightedChoice(cumulative);
  }

  /** Index of the one that is chosen: the first whose sum of weights is above the draw. */
  int draw(RandomStream draws) {
    int last = cumulative.length - 1;
    double drawn = draws.nextDouble() * cumulative[last];
    int low = 0;
    if (last > SEARCH_FROM) {
      int high = last;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (drawn >= cumulative[middle]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
    while (low < last && drawn >= cumulative[low]) {
      low++;
    }
    return low;
  }
}
