package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "2, 2000",
    "500m, 500",
    "1.5, 1500",
    "0.0001, 1",
    "100u, 1",
    "1n, 1",
    "1k, 1000000",
    "1e2, 100000",
    "' 3 ', 3000",
    "+4, 4000",
  })
  void cpuIsReadInMillicoresRoundedUp(String text, long millis) {
    assertThat(Quantity.parse("cpu", text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "1Ki, 1024",
    "2Mi, 2097152",
    "4Gi, 4294967296",
    "1Ti, 1099511627776",
    "1Pi, 1125899906842624",
    "7Ei, 8070450532247928832",
    "1.5Gi, 1610612736",
    "128M, 128000000",
    "3G, 3000000000",
    "2T, 2000000000000",
    "1P, 1000000000000000",
    "9E, 9000000000000000000",
    "1e3, 1000",
    "12E2, 1200",
    "5e-1, 1",
    "1500m, 2",
    "9223372036854775807, 9223372036854775807",
  })
  void allElseIsReadInWholeUnitsRoundedUp(String text, long units) {
    assertThat(Quantity.parse("memory", text)).isEqualTo(units);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "Gi",
        "1 Gi",
        "1GB",
        "1gi",
        "1.2.3",
        "--1",
        "1e",
        "1e99",
        "1e2.5",
        "0x10",
        "NaN",
        "Infinity",
        "1K",
        "."
      })
  void whatIsNoQuantityIsRefused(String text) {
    assertThatThrownBy(() -> Quantity.parse("memory", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is no quantity; expected e.g. 500m, 2, 1.5, 4Gi, 128M");
  }

  @Test
  void longTextIsCutInTheMessage() {
    assertThatThrownBy(() -> Quantity.parseUnits("1".repeat(10_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + "1".repeat(64) + "…' is no quantity");
  }

  @Test
  void negativeAndTooLargeAmountsAreRefused() {
    assertThatThrownBy(() -> Quantity.parseUnits("-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'-1' is negative");
    assertThatThrownBy(() -> Quantity.parseUnits("8Ei"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'8Ei' is too large");
    assertThatThrownBy(() -> Quantity.parseMilli("9223372036854775807"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'9223372036854775807' is too large");
  }
}
