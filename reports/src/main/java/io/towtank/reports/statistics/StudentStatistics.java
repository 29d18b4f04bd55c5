package io.towtank.reports.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * The t interval: mean ± t(0.975, n - 1) · s / √n. Source: Law, Simulation Modeling and Analysis,
 * 5th edition, section 4.5.
 */
final class StudentStatistics implements Statistics {
  private static final double QUANTILE = 0.975;

  /** The last one that was worked out: curves ask for the same at each of their points. */
  private @Nullable Quantile last;

  private record Quantile(int count, double value) {}

  private double quantile(int count) {
    Quantile known = last;
    if (known == null || known.count() != count) {
      TDistribution distribution = new TDistribution(null, count - 1.0);
      known = new Quantile(count, distribution.inverseCumulativeProbability(QUANTILE));
      last = known;
    }
    return known.value();
  }

  @Override
  public Estimate mean(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a mean needs a value");
    }
    double mean = StatUtils.mean(values);
    if (values.length == 1) {
      return new Estimate(mean, 0, 1);
    }
    double t = quantile(values.length);
    double error = StrictMath.sqrt(StatUtils.variance(values, mean) / values.length);
    return new Estimate(mean, t * error, values.length);
  }
}
