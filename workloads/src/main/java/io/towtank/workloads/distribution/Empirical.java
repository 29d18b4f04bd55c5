package io.towtank.workloads.distribution;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values that were observed, each as often as it was. One draw. */
public final class Empirical implements Distribution {
  /** Most different values. */
  public static final int VALUES_MAX = 1_000_000;

  private final double[] values;
  private final double[] cumulative;
  private final double mean;

  /**
   * Values with their weights.
   *
   * @param weightByValue values finite and at least 0, weights above 0; at least one
   */
  public Empirical(Map<Double, Double> weightByValue) {
    SortedMap<Double, Double> sorted = new TreeMap<>(weightByValue);
    if (sorted.isEmpty() || sorted.size() > VALUES_MAX) {
      throw new IllegalArgumentException(
          "an empirical distribution needs from 1 to 1000000 values, found " + sorted.size());
    }
    values = new double[sorted.size()];
    cumulative = new double[values.length];
    double sum = 0;
    double total = 0;
    int i = 0;
    for (Map.Entry<Double, Double> entry : sorted.entrySet()) {
      Parameters.requireNotNegative("value", entry.getKey());
      Parameters.requirePositive("weight", entry.getValue());
      total += entry.getValue();
      sum += entry.getKey() * entry.getValue();
      values[i] = entry.getKey();
      cumulative[i++] = total;
    }
    mean = sum / total;
  }

  private double total() {
    return cumulative[cumulative.length - 1];
  }

  @Override
  public double quantile(double probability) {
    int i = Arrays.binarySearch(cumulative, probability * total());
    return values[Math.min(values.length - 1, i < 0 ? -i - 1 : i)];
  }

  @Override
  public double cumulative(double value) {
    int i = Arrays.binarySearch(values, value);
    int upTo = i < 0 ? -i - 2 : i;
    return upTo < 0 ? 0 : cumulative[upTo] / total();
  }

  @Override
  public double mean() {
    return mean;
  }

  /** How many different values there are. */
  public int size() {
    return values.length;
  }

  /** The i-th value, from the smallest. */
  public double value(int i) {
    return values[i];
  }

  /** Weight of the i-th value. */
  public double weight(int i) {
    return i == 0 ? cumulative[0] : cumulative[i] - cumulative[i - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Empirical empirical
        && Arrays.equals(values, empirical.values)
        && Arrays.equals(cumulative, empirical.cumulative);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(cumulative);
  }

  @Override
  public String toString() {
    return "Empirical of " + values.length + " values";
  }
}
