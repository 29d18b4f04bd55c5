package io.towtank.workloads.distribution;

/**
 * A number whose natural logarithm has a {@link Gamma} distribution; at least 1. Its tail is that
 * of a Pareto distribution of shape 1 / scale. One draw.
 *
 * @param shape of the logarithm's distribution
 * @param scale of the logarithm's distribution
 */
public record LogGamma(double shape, double scale) implements Distribution {
  /** Refuses what is outside. */
  public LogGamma {
    logarithm(shape, scale);
  }

  private static Gamma logarithm(double shape, double scale) {
    return new Gamma(shape, scale);
  }

  @Override
  public double at(double uniform) {
    return StrictMath.exp(logarithm(shape, scale).at(uniform));
  }

  @Override
  public double quantile(double probability) {
    return StrictMath.exp(logarithm(shape, scale).quantile(probability));
  }

  @Override
  public double cumulative(double value) {
    return value <= 1 ? 0 : logarithm(shape, scale).cumulative(StrictMath.log(value));
  }

  @Override
  public double mean() {
    return scale < 1 ? StrictMath.pow(1 - scale, -shape) : Double.POSITIVE_INFINITY;
  }

  @Override
  public double typical() {
    return StrictMath.exp(shape * scale);
  }
}
