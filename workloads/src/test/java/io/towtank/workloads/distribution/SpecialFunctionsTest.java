package io.towtank.workloads.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

final class SpecialFunctionsTest {
  @Test
  void theNormalDistributionFunctionAgreesWithCommonsMath() {
    NormalDistribution normal = new NormalDistribution();
    for (double z = -9; z <= 9; z += 0.125) {
      assertThat(SpecialFunctions.normalCumulative(z))
          .as("at %s", z)
          .isEqualTo(normal.cumulativeProbability(z), within(1e-14));
    }
  }

  @Test
  void theNormalQuantileInvertsIt() {
    for (double p = 0.001; p < 1; p += 0.001) {
      assertThat(SpecialFunctions.normalCumulative(SpecialFunctions.normalQuantile(p)))
          .isEqualTo(p, within(1e-12));
    }
  }

  /** Source: N. Smirnov, "Table for estimating the goodness of fit", 1948. */
  @Test
  void criticalValuesOfTheKolmogorovSmirnovTestAreTheTabledOnes() {
    double large = 1e8;
    assertThat(SpecialFunctions.kolmogorovSmirnovTail(1.3581 / Math.sqrt(large), large))
        .isEqualTo(0.05, within(1e-4));
    assertThat(SpecialFunctions.kolmogorovSmirnovTail(1.6276 / Math.sqrt(large), large))
        .isEqualTo(0.01, within(1e-4));
    assertThat(SpecialFunctions.kolmogorovSmirnovTail(0, 100)).isEqualTo(1);
    assertThat(SpecialFunctions.kolmogorovSmirnovTail(0.9, 1000)).isZero();
  }

  @Test
  void aCopulaHasTheCorrelationsThatItWasMadeFrom() {
    GaussianCopula copula =
        new GaussianCopula(new double[][] {{1, 0.7, -0.3}, {0.7, 1, 0.2}, {-0.3, 0.2, 1}});
    RandomStream draws = new RandomStreams(1).stream("test", "copula");
    int n = 50_000;
    double[][] sums = new double[3][3];
    for (int k = 0; k < n; k++) {
      double[] uniform = copula.draw(draws);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          sums[i][j] +=
              SpecialFunctions.normalQuantile(uniform[i])
                  * SpecialFunctions.normalQuantile(uniform[j])
                  / n;
        }
      }
    }

    // Standard error at most √2 / √n = 0.0063; four of them.
    assertThat(sums[0][1]).isEqualTo(0.7, within(0.026));
    assertThat(sums[0][2]).isEqualTo(-0.3, within(0.026));
    assertThat(sums[1][2]).isEqualTo(0.2, within(0.026));
    assertThat(sums[2][2]).isEqualTo(1, within(0.026));
  }

  @Test
  void correlationsThatContradictEachOtherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GaussianCopula(new double[][] {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}))
        .withMessage("these correlations contradict each other: no three variables can have them");
  }
}
