package io.towtank.workloads.distribution;

import io.towtank.kernel.RandomStream;

/**
 * Uniform numbers that go together: those of a multivariate normal distribution. Takes two draws
 * for each dimension.
 *
 * <p>Source: R. B. Nelsen, "An Introduction to Copulas", 2006, section 2.3.
 */
public final class GaussianCopula {
  private static final double ALMOST = 1e-12;

  private final double[][] factor;

  /**
   * A copula of a correlation matrix.
   *
   * @param correlation symmetric, with ones on its diagonal
   * @throws IllegalArgumentException if no random variables can be correlated so
   */
  public GaussianCopula(double[][] correlation) {
    int n = correlation.length;
    factor = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = correlation[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i == j) {
          if (!(sum > -ALMOST)) {
            throw new IllegalArgumentException(
                "these correlations contradict each other: no three variables can have them");
          }
          factor[i][i] = StrictMath.sqrt(StrictMath.max(0, sum));
        } else {
          factor[i][j] = factor[j][j] < ALMOST ? 0 : sum / factor[j][j];
        }
      }
    }
  }

  /** Draws a uniform number for each dimension, above 0 and below 1. */
  public double[] draw(RandomStream draws) {
    int n = factor.length;
    double[] normal = new double[n];
    for (int i = 0; i < n; i++) {
      normal[i] = draws.normal(0, 1);
    }
    double[] uniform = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k <= i; k++) {
        sum += factor[i][k] * normal[k];
      }
      uniform[i] = Mixture.within(SpecialFunctions.normalCumulative(sum));
    }
    return uniform;
  }
}
