package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntOrPercentTest {
  @ParameterizedTest
  @CsvSource({
    "25, true, 10, 3, 2",
    "25, true, 4, 1, 1",
    "25, true, 3, 1, 0",
    "100, true, 7, 7, 7",
    "0, true, 7, 0, 0",
    "150, true, 3, 5, 4",
    "3, false, 10, 3, 3",
  })
  void shareIsRoundedUpOrDown(int value, boolean percent, int total, int up, int down) {
    IntOrPercent amount = new IntOrPercent(value, percent);

    assertThat(amount.scaledUp(total)).isEqualTo(up);
    assertThat(amount.scaledDown(total)).isEqualTo(down);
  }
}
