package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percentages are rounded down as whole numbers are, however they are computed. */
final class ScoredResourcesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isTheQuotientRoundedDown(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "percentage");
    for (int i = 0; i < 20_000; i++) {
      long whole = 1 + random.nextLong(1L << (1 + random.nextInt(50)));
      check(random.nextLong(whole + 1), whole);
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {1, 3, 7, 99, 100, 101, (1L << 45) - 1, 1L << 45, (1L << 45) + 1, (1L << 53) / 100})
  void isExactRoundWholePercentages(long whole) {
    for (long percent = 0; percent <= 100; percent++) {
      long at =
          BigInteger.valueOf(whole)
              .multiply(BigInteger.valueOf(percent))
              .divide(BigInteger.valueOf(100))
              .longValueExact();
      for (long part = Math.max(0, at - 1); part <= Math.min(whole, at + 1); part++) {
        check(part, whole);
      }
    }
  }

  @Test
  void mayExceedOneHundred() {
    check(7, 2);
    check(1L << 50, 3);
  }

  private static void check(long part, long whole) {
    assertThat(ScoredResources.percentage(part, whole))
        .as("%d of %d", part, whole)
        .isEqualTo(
            BigInteger.valueOf(part)
                .multiply(BigInteger.valueOf(100))
                .divide(BigInteger.valueOf(whole))
                .longValueExact());
  }
}
