package io.towtank.workloads.distribution;

import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * The special functions that distributions and their estimation need. All that we use of Commons
 * Math stands here; its own mathematics is pure Java, the same on every machine.
 */
public final class SpecialFunctions {
  private static final double EPSILON = 1e-14;
  private static final int ITERATIONS_MAX = 100_000;
  private static final double FAR = 37;
  private static final double TAIL_FROM = 7.07106781186547;
  private static final double SQRT_2PI = 2.506628274631;

  private static final double[] NUMERATOR = {
    3.52624965998911e-02,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  private static final double[] DENOMINATOR = {
    8.83883476483184e-02,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752
  };

  private SpecialFunctions() {}

  /** Logarithm of Γ(x), x above 0. */
  public static double logGamma(double x) {
    return org.apache.commons.math3.special.Gamma.logGamma(x);
  }

  /** Derivative of {@link #logGamma}. */
  public static double digamma(double x) {
    return org.apache.commons.math3.special.Gamma.digamma(x);
  }

  /** Derivative of {@link #digamma}. */
  public static double trigamma(double x) {
    return org.apache.commons.math3.special.Gamma.trigamma(x);
  }

  /** P(a, x): probability that a standard gamma variable of shape a is not above x. */
  public static double regularizedGammaP(double a, double x) {
    try {
      return org.apache.commons.math3.special.Gamma.regularizedGammaP(
          a, x, EPSILON, ITERATIONS_MAX);
    } catch (MathIllegalStateException e) {
      throw new IllegalStateException("P(" + a + ", " + x + ") does not converge", e);
    }
  }

  /**
   * Probability that a standard normal variable is not above z. Source of the formula: J. F. Hart
   * et al., "Computer Approximations", 1968, as G. West, "Better approximations to cumulative
   * normal functions", 2005, gives it.
   */
  public static double normalCumulative(double z) {
    double x = StrictMath.abs(z);
    double tail = 0;
    if (x <= FAR) {
      double density = StrictMath.exp(-x * x / 2);
      if (x < TAIL_FROM) {
        tail = density * polynomial(NUMERATOR, x) / polynomial(DENOMINATOR, x);
      } else {
        double fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
        tail = density / (fraction * SQRT_2PI);
      }
    }
    return z > 0 ? 1 - tail : tail;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }

  /** The number that a standard normal variable does not exceed with this probability. */
  public static double normalQuantile(double probability) {
    return StrictMath.sqrt(2) * Erf.erfInv(2 * probability - 1);
  }

  /**
   * Probability that the Kolmogorov-Smirnov statistic of a sample is at least as large, by its
   * limit for large samples. Source: M. A. Stephens, "Use of the Kolmogorov-Smirnov, Cramér-von
   * Mises and related statistics without extensive tables", 1970, for the correction of small ones.
   *
   * @param distance largest distance of the two distribution functions
   * @param size size of the sample; of two samples of n and m, n m / (n + m)
   */
  public static double kolmogorovSmirnovTail(double distance, double size) {
    double root = StrictMath.sqrt(size);
    double scaled = (root + 0.12 + 0.11 / root) * distance;
    if (scaled < 0.2) {
      return 1;
    }
    double sum = new KolmogorovSmirnovTest().ksSum(scaled, EPSILON, ITERATIONS_MAX);
    return StrictMath.max(0, StrictMath.min(1, 1 - sum));
  }
}
