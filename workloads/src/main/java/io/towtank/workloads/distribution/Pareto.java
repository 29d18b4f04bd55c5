package io.towtank.workloads.distribution;

import io.towtank.kernel.RandomStream;

/**
 * Pareto of the first kind; its mean is min × shape / (shape − 1) for shapes above 1, and infinite
 * below. One draw, inverted.
 *
 * @param min smallest value, above 0
 * @param shape above 0; the smaller the heavier the tail
 */
public record Pareto(double min, double shape) implements Distribution {
  /** Refuses what is outside. */
  public Pareto {
    Parameters.requirePositive("min", min);
    Parameters.requirePositive("shape", shape);
  }

  @Override
  public double draw(RandomStream draws) {
    return min * StrictMath.pow(draws.nextOpenDouble(), -1 / shape);
  }

  @Override
  public double quantile(double probability) {
    return min * StrictMath.exp(-StrictMath.log1p(-probability) / shape);
  }

  @Override
  public double cumulative(double value) {
    return value <= min ? 0 : 1 - StrictMath.pow(min / value, shape);
  }

  @Override
  public double mean() {
    return shape > 1 ? min * shape / (shape - 1) : Double.POSITIVE_INFINITY;
  }

  @Override
  public double typical() {
    return min;
  }
}
