package io.towtank.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"10 MiB|10 MiB", "Größe|Größe", "a\tb|a\\u0009b", "a\u202eb|a\\u202eb", "𝟙|𝟙"})
  void whatIsPrintableStaysAndTheRestIsEscaped(String text, String shown) {
    assertThat(Shown.plain(text)).isEqualTo(shown);
    assertThat(Shown.quoted(text)).isEqualTo("'" + shown + "'");
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(Shown.plain("x".repeat(60))).isEqualTo("x".repeat(60));
    assertThat(Shown.plain("x".repeat(61))).isEqualTo("x".repeat(60) + "…");
    assertThat(Shown.sentence("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
  }
}
