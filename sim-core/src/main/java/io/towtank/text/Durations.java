package io.towtank.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 250ms}. */
public final class Durations {
  /** Regular expression, without regard to size, for JSON Schema. */
  public static final String PATTERN = "^([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h|d))+$";

  /** Longest duration: 36,500 days. */
  private static final BigDecimal NANOS_MAX = new BigDecimal("3153600000000000000");

  private static final Pattern PART =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,18})?)(ns|us|ms|s|m|h|d)");
  private static final int LENGTH_MAX = 60;

  private Durations() {}

  /**
   * The duration of a text, at most 36,500 days; fractions of a nanosecond are rounded up.
   *
   * @throws IllegalArgumentException if it is none; the message is a hint, or empty
   */
  public static Duration parse(String text) {
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (end < text.length() && text.length() <= LENGTH_MAX) {
      if (!part.find(end) || part.start() != end) {
        break;
      }
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosPer(part.group(2))));
      end = part.end();
    }
    if (text.isEmpty() || end < text.length()) {
      throw new IllegalArgumentException("");
    }
    if (nanos.compareTo(NANOS_MAX) > 0) {
      throw new IllegalArgumentException("it is too long; at most 36500d");
    }
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  private static BigDecimal nanosPer(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> 86_400_000_000_000L;
          default -> throw new IllegalStateException(unit);
        });
  }
}
