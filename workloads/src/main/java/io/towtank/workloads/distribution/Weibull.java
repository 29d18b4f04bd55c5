package io.towtank.workloads.distribution;

import io.towtank.kernel.RandomStream;

/**
 * Weibull; its mean is scale × Γ(1 + 1 / shape). One draw, inverted.
 *
 * @param shape above 0; below 1 its tail is heavier than the exponential one's
 * @param scale above 0
 */
public record Weibull(double shape, double scale) implements Distribution {
  /** Refuses what is outside. */
  public Weibull {
    Parameters.requirePositive("shape", shape);
    Parameters.requirePositive("scale", scale);
  }

  @Override
  public double draw(RandomStream draws) {
    return scale * StrictMath.pow(-StrictMath.log(draws.nextOpenDouble()), 1 / shape);
  }

  @Override
  public double quantile(double probability) {
    return scale * StrictMath.pow(-StrictMath.log1p(-probability), 1 / shape);
  }

  @Override
  public double cumulative(double value) {
    return value <= 0 ? 0 : -StrictMath.expm1(-StrictMath.pow(value / scale, shape));
  }

  @Override
  public double mean() {
    return scale * StrictMath.exp(SpecialFunctions.logGamma(1 + 1 / shape));
  }

  @Override
  public double typical() {
    return scale;
  }
}
