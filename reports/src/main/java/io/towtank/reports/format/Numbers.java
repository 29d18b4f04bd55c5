package io.towtank.reports.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as files hold them: plain notation, a point, no locale.
 *
 * <p>{@code Double.toString} is not used, since its digits differ between Java 17 and Java 19.
 */
public final class Numbers {
  private static final MathContext DIGITS = new MathContext(9, RoundingMode.HALF_EVEN);
  private static final double EXACT_INTEGER_MAX = 1L << 53;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Numbers() {}

  /**
   * A number rounded to nine significant digits; integers up to 2^53 exactly.
   *
   * @throws IllegalStateException if it is not finite: no output of ours may hold such a thing
   */
  public static String plain(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("a number to be written is not finite: " + value);
    }
    if (value == StrictMath.rint(value) && StrictMath.abs(value) <= EXACT_INTEGER_MAX) {
      return Long.toString((long) value);
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /**
   * A number with that many decimals, thousands grouped by commas.
   *
   * @throws IllegalStateException if it is not finite
   */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("a number to be written is not finite: " + value);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    String text = rounded.abs().toPlainString();
    int point = decimals == 0 ? text.length() : text.indexOf('.');
    StringBuilder grouped = new StringBuilder(text.substring(point));
    for (int end = point; end > 0; end -= 3) {
      grouped.insert(0, text.substring(Math.max(0, end - 3), end));
      if (end > 3) {
        grouped.insert(0, ',');
      }
    }
    return rounded.signum() < 0 ? "-" + grouped : grouped.toString();
  }

  /** Nanoseconds as seconds, exactly, without trailing zeros; empty below 0, which says never. */
  public static String seconds(long nanos) {
    if (nanos < 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(nanos / NANOS_PER_SECOND);
    int rest = (int) (nanos % NANOS_PER_SECOND);
    if (rest > 0) {
      text.append('.');
    }
    for (int digit = (int) NANOS_PER_SECOND / 10; rest > 0; digit /= 10) {
      text.append((char) ('0' + rest / digit));
      rest %= digit;
    }
    return text.toString();
  }
}
