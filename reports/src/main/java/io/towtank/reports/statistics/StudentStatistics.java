package io.towtank.reports.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The t interval: mean ± t(0.975, n - 1) · s / √n. Source: Law, Simulation Modeling and Analysis,
 * 5th edition, section 4.5.
 */
final class StudentStatistics implements Statistics {
  private static final double QUANTILE = 0.975;

  @Override
  public Estimate mean(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a mean needs a value");
    }
    double mean = StatUtils.mean(values);
    if (values.length == 1) {
      return new Estimate(mean, 0, 1);
    }
    double t = new TDistribution(null, values.length - 1.0).inverseCumulativeProbability(QUANTILE);
    double error = StrictMath.sqrt(StatUtils.variance(values, mean) / values.length);
    return new Estimate(mean, t * error, values.length);
  }
}
