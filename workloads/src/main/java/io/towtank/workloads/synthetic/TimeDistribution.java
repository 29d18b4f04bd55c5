package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;

/**
 * A distribution of times that are not negative: durations, or times between arrivals.
 *
 * <p>All parameters are finite. Each kind takes the same number of draws for every sample, so that
 * runs which differ in a parameter only stay in step. A sample is at most {@link #SECONDS_MAX};
 * heavy tails are cut there.
 */
public sealed interface TimeDistribution {
  /** Longest sample, in seconds: about 126 years. */
  double SECONDS_MAX = 4e9;

  /** Draws a time in seconds, before it is cut. */
  double drawSeconds(RandomStream draws);

  /** A time of the size that samples have: the mean where it is sure to be there. */
  double typicalSeconds();

  /** Draws a time in nanoseconds, cut to {@link #SECONDS_MAX} and rounded to the nearest. */
  default long drawNanos(RandomStream draws) {
    return Math.round(StrictMath.min(drawSeconds(draws), SECONDS_MAX) * 1e9);
  }

  /** Always the same. Takes no draw. */
  record Constant(double seconds) implements TimeDistribution {
    /** Refuses what is negative or not finite. */
    public Constant {
      requireNotNegative("seconds", seconds);
    }

    @Override
    public double typicalSeconds() {
      return seconds;
    }

    @Override
    public double drawSeconds(RandomStream draws) {
      return seconds;
    }
  }

  /** Uniform between two bounds. One draw. */
  record Uniform(double minSeconds, double maxSeconds) implements TimeDistribution {
    /** Refuses a minimum above the maximum. */
    public Uniform {
      requireNotNegative("minSeconds", minSeconds);
      requireNotNegative("maxSeconds", maxSeconds);
      if (minSeconds > maxSeconds) {
        throw new IllegalArgumentException(
            "minSeconds " + minSeconds + " is above maxSeconds " + maxSeconds);
      }
    }

    @Override
    public double typicalSeconds() {
      return minSeconds + (maxSeconds - minSeconds) / 2;
    }

    @Override
    public double drawSeconds(RandomStream draws) {
      return minSeconds + (maxSeconds - minSeconds) * draws.nextOpenDouble();
    }
  }

  /** Exponential: between arrivals, a Poisson process. One draw. */
  record Exponential(double meanSeconds) implements TimeDistribution {
    /** Refuses what is negative or not finite. */
    public Exponential {
      requireNotNegative("meanSeconds", meanSeconds);
    }

    @Override
    public double typicalSeconds() {
      return meanSeconds;
    }

    @Override
    public double drawSeconds(RandomStream draws) {
      return draws.exponential(meanSeconds);
    }
  }

  /**
   * Lognormal; its mean is median × exp(sigma² / 2). Two draws.
   *
   * @param medianSeconds above 0
   * @param sigma standard deviation of the logarithm, at least 0
   */
  record Lognormal(double medianSeconds, double sigma) implements TimeDistribution {
    /** Refuses what is outside. */
    public Lognormal {
      requirePositive("medianSeconds", medianSeconds);
      requireNotNegative("sigma", sigma);
    }

    @Override
    public double typicalSeconds() {
      return medianSeconds;
    }

    @Override
    public double drawSeconds(RandomStream draws) {
      return medianSeconds * StrictMath.exp(draws.normal(0, sigma));
    }
  }

  /**
   * Weibull; its mean is scale × Γ(1 + 1 / shape). One draw, inverted.
   *
   * @param shape above 0; below 1 its tail is heavier than the exponential one's
   * @param scaleSeconds above 0
   */
  record Weibull(double shape, double scaleSeconds) implements TimeDistribution {
    /** Refuses what is outside. */
    public Weibull {
      requirePositive("shape", shape);
      requirePositive("scaleSeconds", scaleSeconds);
    }

    @Override
    public double typicalSeconds() {
      return scaleSeconds;
    }

    @Override
    public double drawSeconds(RandomStream draws) {
      return scaleSeconds * StrictMath.pow(-StrictMath.log(draws.nextOpenDouble()), 1 / shape);
    }
  }

  /**
   * Pareto of the first kind; its mean is min × shape / (shape − 1) for shapes above 1, and none
   * below. One draw, inverted.
   *
   * @param minSeconds smallest value, above 0
   * @param shape above 0; the smaller the heavier the tail
   */
  record Pareto(double minSeconds, double shape) implements TimeDistribution {
    /** Refuses what is outside. */
    public Pareto {
      requirePositive("minSeconds", minSeconds);
      requirePositive("shape", shape);
    }

    @Override
    public double typicalSeconds() {
      return minSeconds;
    }

    @Override
    public double drawSeconds(RandomStream draws) {
      return minSeconds * StrictMath.pow(draws.nextOpenDouble(), -1 / shape);
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be finite and at least 0, found " + value);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " must be finite and above 0, found " + value);
    }
  }
}
