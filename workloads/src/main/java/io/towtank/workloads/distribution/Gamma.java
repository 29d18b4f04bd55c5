package io.towtank.workloads.distribution;

/**
 * Gamma; its mean is shape × scale. One draw, which starts a small generator of its own for the
 * method of G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", 2000.
 *
 * @param shape above 0, at most {@link #SHAPE_MAX}
 * @param scale above 0
 */
public record Gamma(double shape, double scale) implements Distribution {
  /** Largest shape. */
  public static final double SHAPE_MAX = 1e5;

  private static final int STEPS = 60;

  /** Refuses what is outside. */
  public Gamma {
    Parameters.requirePositive("shape", shape);
    Parameters.requirePositive("scale", scale);
    if (shape > SHAPE_MAX) {
      throw new IllegalArgumentException("shape must be at most 1e5, found " + shape);
    }
  }

  @Override
  public double at(double uniform) {
    return scale * standard(shape, new SubStream(uniform));
  }

  private static double standard(double a, SubStream draws) {
    double boost = a < 1 ? StrictMath.pow(draws.uniform(), 1 / a) : 1;
    double d = (a < 1 ? a + 1 : a) - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = draws.normal();
      double v = 1 + c * x;
      double u = draws.uniform();
      if (v > 0) {
        double cube = v * v * v;
        if (StrictMath.log(u) < x * x / 2 + d - d * cube + d * StrictMath.log(cube)) {
          return boost * d * cube;
        }
      }
    }
  }

  @Override
  public double quantile(double probability) {
    // Bisection of the logarithm, from a bracket that is surely wide enough.
    double low = StrictMath.log(mean()) - 1;
    double high = low + 2;
    while (cumulative(StrictMath.exp(low)) > probability && low > -700) {
      low -= 2 * (high - low);
    }
    while (cumulative(StrictMath.exp(high)) < probability && high < 700) {
      high += high - low;
    }
    for (int i = 0; i < STEPS && high - low > 1e-12; i++) {
      double middle = (low + high) / 2;
      if (cumulative(StrictMath.exp(middle)) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  @Override
  public double cumulative(double value) {
    return value <= 0 ? 0 : SpecialFunctions.regularizedGammaP(shape, value / scale);
  }

  @Override
  public double mean() {
    return shape * scale;
  }
}
