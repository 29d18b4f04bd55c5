package io.towtank.reports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
