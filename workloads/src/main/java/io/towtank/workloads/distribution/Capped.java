package io.towtank.workloads.distribution;

import io.towtank.kernel.RandomStream;

/**
 * A distribution whose larger numbers are all put to one value. As many draws as it takes without.
 *
 * @param of the distribution
 * @param max largest number, above 0
 */
public record Capped(Distribution of, double max) implements Distribution {
  private static final int PIECES = 10_000;

  /** Refuses what is outside. */
  public Capped {
    Parameters.requirePositive("max", max);
  }

  @Override
  public double draw(RandomStream draws) {
    return StrictMath.min(max, of.draw(draws));
  }

  @Override
  public double at(double uniform) {
    return StrictMath.min(max, of.at(uniform));
  }

  @Override
  public double quantile(double probability) {
    return StrictMath.min(max, of.quantile(probability));
  }

  @Override
  public double cumulative(double value) {
    return value >= max ? 1 : of.cumulative(value);
  }

  /** By the midpoint rule over its quantiles. */
  @Override
  public double mean() {
    double sum = 0;
    for (int i = 0; i < PIECES; i++) {
      sum += quantile((i + 0.5) / PIECES);
    }
    return sum / PIECES;
  }

  @Override
  public double typical() {
    return StrictMath.min(max, of.typical());
  }
}
