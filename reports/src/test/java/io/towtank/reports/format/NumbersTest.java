package io.towtank.reports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "0.1, 0.1",
    "0.30000000000000004, 0.3",
    "0.123456789123, 0.123456789",
    "123456.7891234, 123456.789",
    "-2.5, -2.5",
    "1e-7, 0.0000001",
    "2e-3, 0.002",
    "9007199254740992, 9007199254740992",
    "1e22, 10000000000000000000000",
    "12345678901.5, 12345678900",
  })
  void writesPlainNumbers(double value, String text) {
    assertThat(Numbers.plain(value)).isEqualTo(text);
  }

  @Test
  void isAsExactAsDecimalsOfAnyLength() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      int digits = i % 2 == 0 ? 9 : 1 + random.nextInt(9);
      double value =
          switch (i / 2 % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 25);
            case 2 -> random.nextInt(2_000_000) / 1e3 * (random.nextBoolean() ? 1 : 1e-6);
            // Halves in the digit after the last, and their neighbours.
            default ->
                Double.longBitsToDouble(
                    Double.doubleToLongBits(
                            (Math.rint(Math.pow(10, digits - 1) * (1 + 9 * random.nextDouble()))
                                    + 0.5)
                                / 256
                                * (random.nextBoolean() ? 1 : 1 << 30))
                        + random.nextInt(3)
                        - 1);
          };
      boolean isInteger = value == Math.rint(value) && Math.abs(value) <= 1L << 53;
      if (Double.isFinite(value) && !isInteger) {
        assertThat(Numbers.plain(value, digits)).isEqualTo(Numbers.exact(value, digits));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesWhatIsNoNumber(double value) {
    assertThatThrownBy(() -> Numbers.plain(value)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Numbers.fixed(value, 1)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000000001",
    "12000000001, 12.000000001",
    "12500000000, 12.5",
    "9223372036854775807, 9223372036.854775807",
  })
  void writesSecondsExactly(long nanos, String text) {
    assertThat(Numbers.seconds(nanos)).isEqualTo(text);
  }

  @Test
  void writesNothingForNever() {
    assertThat(Numbers.seconds(-1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | 0",
        "999.5 | 0 | 1,000",
        "1234567.25 | 1 | 1,234,567.2",
        "-1234 | 0 | -1,234",
        "-0.01 | 1 | 0.0",
      })
  void groupsThousands(double value, int decimals, String text) {
    assertThat(Numbers.fixed(value, decimals)).isEqualTo(text);
  }
}
