package io.towtank.workloads.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DistributionTest {
  private static final int SAMPLES = 200_000;

  /** Mean and standard deviation in closed form. */
  static Stream<Arguments> distributions() {
    double lognormalMean = 60 * Math.exp(0.5);
    return Stream.of(
        arguments(new Constant(30), 30.0, 0.0),
        arguments(new Uniform(10, 20), 15.0, 10 / Math.sqrt(12)),
        arguments(new Exponential(40), 40.0, 40.0),
        arguments(new Lognormal(60, 1), lognormalMean, lognormalMean * Math.sqrt(Math.E - 1)),
        // Shape 1/2: Γ(3) = 2 and Γ(5) = 24.
        arguments(new Weibull(0.5, 10), 20.0, 10 * Math.sqrt(24 - 4)),
        // Shape 3: mean 3/2 and variance 3/4 of the smallest value's.
        arguments(new Pareto(10, 3), 15.0, 10 * Math.sqrt(0.75)),
        arguments(new Gamma(4, 5), 20.0, 10.0),
        arguments(new Gamma(0.25, 8), 2.0, 4.0),
        // Mean (1 - scale)^-shape, second moment (1 - 2 scale)^-shape.
        arguments(new LogGamma(2, 0.2), 1 / 0.64, Math.sqrt(1 / 0.36 - 1 / (0.64 * 0.64))),
        // Second moment of an exponential distribution: twice the mean's square.
        arguments(
            new HyperExponential(
                List.of(new HyperExponential.Phase(3, 10), new HyperExponential.Phase(1, 50))),
            20.0,
            Math.sqrt(0.75 * 200 + 0.25 * 5000 - 400)),
        arguments(
            new Mixture(
                List.of(
                    new Mixture.Part(1, new Constant(0)), new Mixture.Part(1, new Uniform(2, 4)))),
            1.5,
            Math.sqrt((9 + 1.0 / 3) / 2 - 2.25)),
        arguments(new Empirical(Map.of(1.0, 3.0, 5.0, 1.0)), 2.0, Math.sqrt(3)),
        arguments(new Capped(new Constant(7), 5), 5.0, 0.0));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void theMeanIsWithinFourStandardErrors(
      Distribution distribution, double mean, double standardDeviation) {
    RandomStream draws = new RandomStreams(1).stream("test", "mean");
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      sum += distribution.drawNanos(draws) / 1e9;
    }

    double standardError = standardDeviation / Math.sqrt(SAMPLES);
    assertThat(sum / SAMPLES).isEqualTo(mean, within(4 * standardError + 1e-6));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void theSpreadAgreesToo(Distribution distribution, double mean, double standardDeviation) {
    RandomStream draws = new RandomStreams(2).stream("test", "spread");
    double squares = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double deviation = distribution.drawNanos(draws) / 1e9 - mean;
      squares += deviation * deviation;
    }

    // Heavy tails make this a coarse estimate.
    assertThat(Math.sqrt(squares / SAMPLES))
        .isEqualTo(standardDeviation, within(0.1 * standardDeviation + 1e-6));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void theMeanInClosedFormIsTheTrueOne(
      Distribution distribution, double mean, double standardDeviation) {
    assertThat(distribution.mean()).isEqualTo(mean, within(1e-3 * mean));
  }

  static Stream<Distribution> continuous() {
    return Stream.of(
        new Uniform(10, 20),
        new Exponential(40),
        new Lognormal(60, 1),
        new Weibull(0.5, 10),
        new Pareto(10, 0.7),
        new Gamma(0.3, 5),
        new Gamma(312, 0.03),
        new LogGamma(4.2, 0.94),
        new HyperExponential(
            List.of(new HyperExponential.Phase(9, 10), new HyperExponential.Phase(1, 5000))),
        new Mixture(
            List.of(
                new Mixture.Part(1, new Lognormal(1, 2)),
                new Mixture.Part(2, new Pareto(100, 1)))));
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void quantilesInvertTheDistributionFunction(Distribution distribution) {
    for (double probability : new double[] {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-6}) {
      assertThat(distribution.cumulative(distribution.quantile(probability)))
          .as("at %s", probability)
          .isEqualTo(probability, within(1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("continuous")
  void drawsFollowTheDistributionFunction(Distribution distribution) {
    RandomStream draws = new RandomStreams(4).stream("test", "law");
    double[] values = new double[20_000];
    Arrays.setAll(values, i -> distribution.draw(draws));
    Arrays.sort(values);
    double distance = 0;
    for (int i = 0; i < values.length; i++) {
      double at = distribution.cumulative(values[i]);
      distance = Math.max(distance, Math.abs(at - (i + 0.5) / values.length));
    }

    assertThat(SpecialFunctions.kolmogorovSmirnovTail(distance, values.length))
        .isGreaterThan(0.001);
  }

  @Test
  void heavyTailsAreCut() {
    RandomStream draws = new RandomStreams(3).stream("test", "tail");
    Pareto pareto = new Pareto(1e9, 0.01);

    for (int i = 0; i < 1000; i++) {
      assertThat(pareto.drawNanos(draws)).isBetween(1_000_000_000L, 4_000_000_000_000_000_000L);
    }
  }

  @Test
  void parametersOutsideTheRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Constant(-1))
        .withMessage("value must be finite and at least 0, found -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Exponential(Double.NaN))
        .withMessage("mean must be finite and at least 0, found NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Uniform(2, 1))
        .withMessage("min 2.0 is above max 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Weibull(0, 1))
        .withMessage("shape must be finite and above 0, found 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pareto(Double.POSITIVE_INFINITY, 1))
        .withMessage("min must be finite and above 0, found Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lognormal(0, 1))
        .withMessage("median must be finite and above 0, found 0.0");
  }
}
