package io.towtank.workloads.distribution;

import io.towtank.kernel.RandomStream;

/** Exponential: between arrivals, a Poisson process. One draw. */
public record Exponential(double mean) implements Distribution {
  /** Refuses what is negative or not finite. */
  public Exponential {
    Parameters.requireNotNegative("mean", mean);
  }

  @Override
  public double draw(RandomStream draws) {
    return draws.exponential(mean);
  }

  @Override
  public double quantile(double probability) {
    return -mean * StrictMath.log1p(-probability);
  }

  @Override
  public double cumulative(double value) {
    return value < 0 ? 0 : mean == 0 ? 1 : -StrictMath.expm1(-value / mean);
  }
}
