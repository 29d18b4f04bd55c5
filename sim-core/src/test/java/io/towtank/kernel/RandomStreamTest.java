package io.towtank.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomStreamTest {
  private static final int DRAWS = 100_000;

  private final RandomStreams streams = new RandomStreams(42);

  /** The values come from another program, written in another language after the papers. */
  @Test
  void theNumbersAreTheSameInEveryJvmAndVersion() {
    RandomStream stream = streams.stream("node-faults", "time-to-failure");

    assertThat(first(3, stream))
        .containsExactly(
            6_684_514_778_055_345_543L, -2_716_009_917_714_337_803L, 8_311_838_050_252_014_696L);
    assertThat(stream.nextInt(1000)).isEqualTo(955);
    assertThat(stream.nextDouble()).isEqualTo(0.07168593500551579);
    assertThat(stream.nextOpenDouble()).isEqualTo(0.10899463221704775);
    assertThat(stream.exponential(10)).isEqualTo(27.015485970481677);
    assertThat(stream.normal(100, 10)).isEqualTo(105.36757987797856);
  }

  @Test
  void aStreamDependsOnNothingButSeedAndNames() {
    long[] alone = first(10, new RandomStreams(42).stream("arrivals", "gap"));
    RandomStream other = streams.stream("arrivals", "size");
    first(1_000, other);

    assertThat(first(10, streams.stream("arrivals", "gap"))).isEqualTo(alone);
    assertThat(first(10, streams.stream("arrivals", "gap"))).isEqualTo(alone);
  }

  @Test
  void seedComponentAndPurposeEachMakeAnotherStream() {
    long[] firsts = {
      streams.stream("ab", "c").nextLong(),
      streams.stream("a", "bc").nextLong(),
      streams.stream("c", "ab").nextLong(),
      new RandomStreams(43).stream("ab", "c").nextLong(),
      new RandomStreams(-42).stream("ab", "c").nextLong(),
    };

    assertThat(LongStream.of(firsts).distinct().count()).isEqualTo(firsts.length);
  }

  @Test
  void namesMustNotBeEmpty() {
    assertThatThrownBy(() -> streams.stream("", "gap"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A random stream needs a component and a purpose, found '' and 'gap'");
    assertThatThrownBy(() -> streams.stream("arrivals", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Bounds that do not divide a power of two, where taking the remainder would be biased. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 10, 100})
  void boundedIntegersAreUniform(int bound) {
    RandomStream stream = streams.stream("test", "bounded");

    assertThat(chiSquare(bound, () -> stream.nextInt(bound))).isLessThan(limit(bound));
  }

  /**
   * With a bound of 3/4 of the range, the remainder would fall below 1/3 of it in half the draws.
   */
  @Test
  void greatBoundsAreUnbiased() {
    RandomStream stream = streams.stream("test", "great");
    int bound = 3 << 29;
    int third = bound / 3;

    assertThat(chiSquare(3, () -> stream.nextInt(bound) / third)).isLessThan(limit(3));
  }

  @Test
  void doublesAreUniform() {
    RandomStream stream = streams.stream("test", "double");

    assertThat(chiSquare(64, () -> (int) (stream.nextDouble() * 64))).isLessThan(limit(64));
    assertThat(chiSquare(64, () -> (int) (stream.nextOpenDouble() * 64))).isLessThan(limit(64));
  }

  @Test
  void neighbouringStreamsAreIndependent() {
    RandomStream a = streams.stream("node-1", "fault");
    RandomStream b = streams.stream("node-2", "fault");

    assertThat(chiSquare(64, () -> a.nextInt(8) * 8 + b.nextInt(8))).isLessThan(limit(64));
  }

  @Test
  void exponentialHasItsMeanAndVariance() {
    RandomStream stream = streams.stream("test", "exponential");
    double[] moments = moments(() -> stream.exponential(5));

    // Four standard errors: sqrt(25 / n) and, as the fourth central moment is 9, sqrt(8 * 625 / n).
    assertThat(moments[0])
        .isBetween(5 - 4 * Math.sqrt(25.0 / DRAWS), 5 + 4 * Math.sqrt(25.0 / DRAWS));
    assertThat(moments[1])
        .isBetween(25 - 4 * Math.sqrt(5000.0 / DRAWS), 25 + 4 * Math.sqrt(5000.0 / DRAWS));
    assertThat(stream.exponential(0)).isZero();
  }

  @Test
  void normalHasItsMeanAndVariance() {
    RandomStream stream = streams.stream("test", "normal");
    double[] moments = moments(() -> stream.normal(100, 3));

    assertThat(moments[0])
        .isBetween(100 - 4 * Math.sqrt(9.0 / DRAWS), 100 + 4 * Math.sqrt(9.0 / DRAWS));
    assertThat(moments[1])
        .isBetween(9 - 4 * Math.sqrt(162.0 / DRAWS), 9 + 4 * Math.sqrt(162.0 / DRAWS));
  }

  @Test
  void bernoulliHonoursItsProbability() {
    RandomStream stream = streams.stream("test", "bernoulli");
    int hits = 0;
    for (int i = 0; i < DRAWS; i++) {
      hits += stream.bernoulli(0.25) ? 1 : 0;
      assertThat(stream.bernoulli(0)).isFalse();
      assertThat(stream.bernoulli(1)).isTrue();
    }

    double error = 4 * Math.sqrt(0.25 * 0.75 / DRAWS);
    assertThat((double) hits / DRAWS).isBetween(0.25 - error, 0.25 + error);
  }

  @Test
  void refusesParametersOutOfRange() {
    RandomStream stream = streams.stream("test", "range");

    assertThatThrownBy(() -> stream.bernoulli(1.5))
        .hasMessage("A probability lies between 0 and 1, found 1.5");
    assertThatThrownBy(() -> stream.bernoulli(Double.NaN)).hasMessageContaining("found NaN");
    assertThatThrownBy(() -> stream.exponential(-1))
        .hasMessage("The mean must be finite and at least 0, found -1.0");
    assertThatThrownBy(() -> stream.exponential(Double.NaN)).hasMessageContaining("found NaN");
    assertThatThrownBy(() -> stream.normal(0, Double.POSITIVE_INFINITY))
        .hasMessage("The standard deviation must be finite and at least 0, found Infinity");
    assertThatThrownBy(() -> stream.normal(Double.NaN, 1))
        .hasMessage("The mean must be finite, found NaN");
    assertThatThrownBy(() -> stream.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] first(int count, RandomStream stream) {
    return LongStream.generate(stream::nextLong).limit(count).toArray();
  }

  private static double chiSquare(int cells, IntSupplier draw) {
    int[] counts = new int[cells];
    for (int i = 0; i < DRAWS; i++) {
      counts[draw.getAsInt()]++;
    }
    double expected = (double) DRAWS / cells;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  /**
   * What chi-square stays below with a probability of 99.9 %, by the approximation of E. B. Wilson
   * and M. M. Hilferty, 1931.
   */
  private static double limit(int cells) {
    double freedom = cells - 1;
    double a = 2 / (9 * freedom);
    return freedom * Math.pow(1 - a + 3.0902 * Math.sqrt(a), 3);
  }

  private static double[] moments(DoubleSupplier draw) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double value = draw.getAsDouble();
      sum += value;
      squares += value * value;
    }
    double mean = sum / DRAWS;
    return new double[] {mean, squares / DRAWS - mean * mean};
  }
}
