package io.towtank.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanizeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 s",
        "0.0000005 | 500 ns",
        "0.0000123 | 12.3 µs",
        "0.25 | 250 ms",
        "1.5 | 1.5 s",
        "119 | 119 s",
        "600 | 10 min",
        "9000 | 2.5 h",
        "1000000 | 11.6 d",
      })
  void picksTheUnitOfTime(double seconds, String text) {
    assertThat(Humanize.duration(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1500 | millicores | 1.5 cores",
        "6212000 | milli | 6,212",
        "274877906944 | bytes | 256 GiB",
        "1023 | bytes | 1,023 B",
        "12 | count | 12",
      })
  void picksTheUnitOfAnAmount(long amount, String unit, String text) {
    assertThat(Humanize.amount(amount, unit)).isEqualTo(text);
  }
}
