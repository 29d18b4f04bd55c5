package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers from bytes are those that the JDK reads from text. */
final class PlainNumbersTest {
  private static final long SECONDS_END = 4_000_000_000L;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void decimalsAreTheNearestDoubles(long seed) {
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int digits = 1 + random.nextInt(18); digits > 0; digits--) {
        text.append(random.nextInt(10));
      }
      if (random.nextInt(8) > 0) {
        text.insert(random.nextInt(text.length()), '.');
      }
      found += requireNearest(text.toString());
    }
    assertThat(found).isGreaterThan(19_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void decimalsNextToTheMiddleOfTwoDoublesAreRoundedRight(long seed) {
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      double some = 1 + random.nextInt(1 << 14) + random.nextDouble();
      BigDecimal middle =
          new BigDecimal(some).add(new BigDecimal(Math.nextUp(some))).divide(BigDecimal.valueOf(2));
      int places = 18 - middle.precision() + middle.scale();
      found +=
          requireNearest(middle.setScale(places, RoundingMode.DOWN).toPlainString())
              + requireNearest(middle.setScale(places, RoundingMode.UP).toPlainString());
    }
    assertThat(found).isGreaterThan(39_000);
  }

  @Test
  void theMiddleOfTwoDoublesIsRoundedToTheEvenOne() {
    assertThat(decimal("4503599627370497.5")).isEqualTo(4503599627370498.0);
    assertThat(decimal("4503599627370498.5")).isEqualTo(4503599627370498.0);
    assertThat(decimal("2251799813685249.25")).isEqualTo(2251799813685249.0);
    assertThat(decimal("2251799813685249.75")).isEqualTo(2251799813685250.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "1.2.3", "-1", "+1", "1e3", "NaN", " 1", "0x1", "1234567890123456789012"})
  void othersAreLeftToOthers(String text) {
    assertThat(decimal(text)).isNaN();
    assertThat(nanos(text)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7.0, 7000000000",
    "12.000000001, 12000000001",
    "3999999999, 3999999999000000000",
    "4000000000, -1",
    "4000000000.0, -1",
    "1., -1",
    ".0, -1",
    "1.0000000001, -1"
  })
  void secondsBecomeNanoseconds(String text, long nanos) {
    assertThat(nanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void datesAreCountedInSeconds(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long second = (long) (random.nextDouble() * 250_000_000_000L);
      LocalDateTime date = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      assertThat(date(DATE.format(date))).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59",
        "2026-02-29T00:00:00",
        "2100-02-29T00:00:00",
        "2026-04-31T00:00:00",
        "2026-13-01T00:00:00",
        "2026-00-01T00:00:00",
        "2026-01-00T00:00:00",
        "2026-01-01T24:00:00",
        "2026-01-01T00:60:00",
        "2026-01-01T00:00:60",
        "2026-01-01 00:00:00",
        "2026-01-01T00:00",
        "2026-01-01T00:00:0x",
        "-026-01-01T00:00:00"
      })
  void whatIsNoPlainDateIsLeftToOthers(String text) {
    assertThat(date(text)).isEqualTo(-1);
  }

  private static int requireNearest(String text) {
    double found = decimal(text);
    if (Double.isNaN(found)) {
      return 0;
    }
    assertThat(found).as(text).isEqualTo(Double.parseDouble(text));
    return 1;
  }

  private static double decimal(String text) {
    return PlainNumbers.decimal(bytes(text), 1, 1 + text.length());
  }

  private static long nanos(String text) {
    return PlainNumbers.nanosOfSeconds(bytes(text), 1, 1 + text.length(), SECONDS_END);
  }

  private static long date(String text) {
    RowBuffer row = new RowBuffer();
    row.starts()[0] = 1;
    row.ends()[0] = 1 + text.length();
    row.begin(1, bytes(text), 1);
    return row.secondsOfDate(0);
  }

  /** Digits around show whether one too many is read; a word must follow. */
  private static byte[] bytes(String text) {
    return ("9" + text + "9".repeat(Words.BYTES)).getBytes(StandardCharsets.ISO_8859_1);
  }
}
