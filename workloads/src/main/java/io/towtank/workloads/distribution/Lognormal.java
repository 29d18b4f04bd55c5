package io.towtank.workloads.distribution;

import io.towtank.kernel.RandomStream;

/**
 * Lognormal; its mean is median × exp(sigma² / 2). Two draws.
 *
 * @param median above 0
 * @param sigma standard deviation of the logarithm, at least 0
 */
public record Lognormal(double median, double sigma) implements Distribution {
  /** Refuses what is outside. */
  public Lognormal {
    Parameters.requirePositive("median", median);
    Parameters.requireNotNegative("sigma", sigma);
  }

  @Override
  public double draw(RandomStream draws) {
    return median * StrictMath.exp(draws.normal(0, sigma));
  }

  @Override
  public double quantile(double probability) {
    return median * StrictMath.exp(sigma * SpecialFunctions.normalQuantile(probability));
  }

  @Override
  public double cumulative(double value) {
    if (value <= 0) {
      return 0;
    }
    if (sigma == 0) {
      return value < median ? 0 : 1;
    }
    return SpecialFunctions.normalCumulative(StrictMath.log(value / median) / sigma);
  }

  @Override
  public double mean() {
    return median * StrictMath.exp(sigma * sigma / 2);
  }

  @Override
  public double typical() {
    return median;
  }
}
