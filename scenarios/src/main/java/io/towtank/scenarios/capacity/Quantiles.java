package io.towtank.scenarios.capacity;

import java.util.List;

/**
 * A few figures of a distribution, each a value that occurs: the smallest that at least so large a
 * share of the values does not exceed (nearest rank).
 *
 * @param p25 lower quartile
 * @param p50 median
 * @param p75 upper quartile
 * @param p90 90th percentile
 */
public record Quantiles(double min, double p25, double p50, double p75, double p90, double max) {
  /**
   * Of some values.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Quantiles of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Quantiles(
        sorted[0],
        at(sorted, 25),
        at(sorted, 50),
        at(sorted, 75),
        at(sorted, 90),
        sorted[sorted.length - 1]);
  }

  private static double at(double[] sorted, int percent) {
    int rank = (percent * sorted.length + 99) / 100;
    return sorted[Math.max(1, rank) - 1];
  }
}
