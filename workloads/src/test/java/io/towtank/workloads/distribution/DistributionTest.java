package io.towtank.workloads.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
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
        arguments(new Pareto(10, 3), 15.0, 10 * Math.sqrt(0.75)));
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
