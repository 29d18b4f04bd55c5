package io.towtank.workloads.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Exponential;
import io.towtank.workloads.distribution.Gamma;
import io.towtank.workloads.distribution.HyperExponential;
import io.towtank.workloads.distribution.Lognormal;
import io.towtank.workloads.distribution.Mixture;
import io.towtank.workloads.distribution.Pareto;
import io.towtank.workloads.distribution.SpecialFunctions;
import io.towtank.workloads.distribution.Weibull;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Estimates from samples of known distributions lie within three standard errors of the truth.
 * Source of the standard errors: the inverse Fisher information, as Johnson, Kotz and Balakrishnan,
 * "Continuous Univariate Distributions", give it.
 */
final class DistributionFitTest {
  private static final int N = 20_000;
  private static final double ERRORS = 3;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anExponentialIsRecovered(long seed) {
    DistributionFit fit = fit(new Exponential(40), seed);

    assertThat(((Exponential) family(fit, "exponential")).mean())
        .isEqualTo(40, within(ERRORS * 40 / Math.sqrt(N)));
    // Weibull and gamma contain it; they may win by chance, but hardly.
    assertThat(fit.candidates().get(0).aic())
        .isGreaterThan(candidate(fit, "exponential").aic() - 10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aLognormalIsRecovered(long seed) {
    DistributionFit fit = fit(new Lognormal(60, 1.5), seed);

    Lognormal law = (Lognormal) best(fit, "lognormal");
    assertThat(Math.log(law.median())).isEqualTo(Math.log(60), within(ERRORS * 1.5 / Math.sqrt(N)));
    assertThat(law.sigma()).isEqualTo(1.5, within(ERRORS * 1.5 / Math.sqrt(2.0 * N)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aWeibullIsRecovered(long seed) {
    DistributionFit fit = fit(new Weibull(0.6, 100), seed);

    Weibull law = (Weibull) best(fit, "weibull");
    // Standard errors: 0.7797 k / √n and 1.0527 λ / (k √n).
    assertThat(law.shape()).isEqualTo(0.6, within(ERRORS * 0.7797 * 0.6 / Math.sqrt(N)));
    assertThat(law.scale()).isEqualTo(100, within(ERRORS * 1.0527 * 100 / 0.6 / Math.sqrt(N)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aParetoIsRecovered(long seed) {
    DistributionFit fit = fit(new Pareto(10, 0.7), seed);

    Pareto law = (Pareto) best(fit, "pareto");
    assertThat(law.shape()).isEqualTo(0.7, within(ERRORS * 0.7 / Math.sqrt(N)));
    // The smallest value exceeds the bound by about min / (n shape).
    assertThat(law.min()).isBetween(10.0, 10 + 10 * 10 / (N * 0.7));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aGammaIsRecovered(long seed) {
    DistributionFit fit = fit(new Gamma(2.5, 4), seed);

    Gamma law = (Gamma) best(fit, "gamma");
    double trigamma = SpecialFunctions.trigamma(2.5);
    double shapeError = Math.sqrt(2.5 / (N * (2.5 * trigamma - 1)));
    double scaleError = 4 * Math.sqrt(trigamma / (N * (2.5 * trigamma - 1)));
    assertThat(law.shape()).isEqualTo(2.5, within(ERRORS * shapeError));
    assertThat(law.scale()).isEqualTo(4, within(ERRORS * scaleError));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aHyperExponentialIsRecovered(long seed) {
    DistributionFit fit =
        fit(
            new HyperExponential(
                List.of(
                    new HyperExponential.Phase(0.8, 10), new HyperExponential.Phase(0.2, 1000))),
            seed);

    HyperExponential law = (HyperExponential) best(fit, "hyperexponential");
    HyperExponential.Phase often = law.phases().get(0);
    HyperExponential.Phase seldom = law.phases().get(1);
    // Phases that far apart are all but told apart: errors of a binomial and of two means, a fifth
    // larger for the values that either could have made.
    double slack = 1.2 * ERRORS;
    assertThat(often.weight()).isEqualTo(0.8, within(slack * Math.sqrt(0.16 / N)));
    assertThat(often.mean()).isEqualTo(10, within(slack * 10 / Math.sqrt(0.8 * N)));
    assertThat(seldom.mean()).isEqualTo(1000, within(slack * 1000 / Math.sqrt(0.2 * N)));
  }

  @Test
  void theTrueFamilyPassesAndAnotherFails() {
    DistributionFit fit = fit(new Lognormal(60, 1.5), 4);

    assertThat(candidate(fit, "lognormal").passes()).isTrue();
    assertThat(candidate(fit, "exponential").passes()).isFalse();
    assertThat(candidate(fit, "exponential").probability()).isLessThan(1e-6);
  }

  @Test
  void zerosAreMixedIn() {
    double[] values = sample(new Exponential(40), 5);
    Arrays.fill(values, 0, N / 4, 0);

    DistributionFit fit = DistributionFit.of(values);

    assertThat(fit.zeros()).isEqualTo(N / 4);
    assertThat(fit.distribution()).isInstanceOf(Mixture.class);
    assertThat(fit.distribution().cumulative(0)).isEqualTo(0.25, within(1e-9));
    assertThat(fit.distribution().mean()).isEqualTo(30, within(1.0));
  }

  @Test
  void oneValueOnlyIsConstant() {
    DistributionFit fit = DistributionFit.of(new double[] {3, 3, 3});

    assertThat(fit.candidates()).isEmpty();
    assertThat(fit.distribution()).isEqualTo(new Constant(3));
  }

  @Test
  void twoValuesAreEnoughToBeHeldAgainstFamilies() {
    assertThat(DistributionFit.of(new double[] {1, 2}).candidates()).isNotEmpty();
  }

  private static DistributionFit fit(Distribution law, long seed) {
    return DistributionFit.of(sample(law, seed));
  }

  private static double[] sample(Distribution law, long seed) {
    RandomStream draws = new RandomStreams(seed).stream("test", "sample");
    double[] values = new double[N];
    Arrays.setAll(values, i -> law.draw(draws));
    return values;
  }

  private static DistributionFit.Candidate candidate(DistributionFit fit, String family) {
    return fit.candidates().stream()
        .filter(c -> c.family().equals(family))
        .findFirst()
        .orElseThrow();
  }

  private static Distribution family(DistributionFit fit, String family) {
    return candidate(fit, family).distribution();
  }

  /** The winner, which is to be of this family. */
  private static Distribution best(DistributionFit fit, String family) {
    assertThat(fit.candidates().get(0).family()).isEqualTo(family);
    return fit.distribution();
  }
}
