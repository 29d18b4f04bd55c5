package io.towtank.workloads.distribution;

import io.towtank.kernel.RandomStream;

/**
 * A distribution of numbers that are not negative.
 *
 * <p>Where the numbers are times, they are in seconds. All parameters are finite. Each kind takes
 * the same number of draws for every sample, so that runs which differ in a parameter only stay in
 * step.
 */
public sealed interface Distribution
    permits Capped,
        Constant,
        Empirical,
        Exponential,
        Gamma,
        HyperExponential,
        LogGamma,
        Lognormal,
        Mixture,
        Pareto,
        Uniform,
        Weibull {
  /** Longest time in seconds, about 126 years: heavy tails are cut there. */
  double SECONDS_MAX = 4e9;

  /** Draws a number. */
  default double draw(RandomStream draws) {
    return at(draws.nextOpenDouble());
  }

  /**
   * The sample that one uniform number makes; need not rise with it.
   *
   * @param uniform above 0 and below 1
   */
  default double at(double uniform) {
    return quantile(uniform);
  }

  /**
   * The smallest number that is not exceeded with this probability, as far as numbers go.
   *
   * @param probability above 0 and below 1
   */
  double quantile(double probability);

  /** Probability of a number that is not larger. */
  double cumulative(double value);

  /** Mean; infinite where the tail is that heavy. */
  double mean();

  /** A number of the size that samples have: the mean where it is sure to be there. */
  default double typical() {
    return mean();
  }

  /** Draws a time in nanoseconds, cut to {@link #SECONDS_MAX} and rounded to the nearest. */
  default long drawNanos(RandomStream draws) {
    return nanos(draw(draws));
  }

  /** Seconds as nanoseconds, cut to {@link #SECONDS_MAX} and rounded to the nearest. */
  static long nanos(double seconds) {
    return Math.round(StrictMath.min(seconds, SECONDS_MAX) * 1e9);
  }
}
