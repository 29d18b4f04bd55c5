package io.towtank.reports.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as files hold them: plain notation, a point, no locale.
 *
 * <p>{@code Double.toString} is not used, since its digits differ between Java 17 and Java 19.
 */
public final class Numbers {
  private static final int DIGITS = 9;
  private static final double EXACT_INTEGER_MAX = 1L << 53;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Those that a double holds exactly. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int ZEROS_END = 10;

  private static final double SAFE_FROM_HALF = 0.5 - 1e-6;

  private Numbers() {}

  /**
   * A number rounded to nine significant digits; integers up to 2^53 exactly.
   *
   * @throws IllegalStateException if it is not finite: no output of ours may hold such a thing
   */
  public static String plain(double value) {
    return plain(value, DIGITS);
  }

  /**
   * A number rounded to so many significant digits; integers up to 2^53 exactly.
   *
   * @param digits 1 to 9
   * @throws IllegalStateException if it is not finite
   */
  public static String plain(double value, int digits) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("a number to be written is not finite: " + value);
    }
    if (value == StrictMath.rint(value) && StrictMath.abs(value) <= EXACT_INTEGER_MAX) {
      return Long.toString((long) value);
    }
    String quick = quick(value, digits);
    return quick != null ? quick : exact(value, digits);
  }

  static String exact(double value, int digits) {
    MathContext context = new MathContext(digits, RoundingMode.HALF_EVEN);
    return new BigDecimal(value).round(context).stripTrailingZeros().toPlainString();
  }

  /**
   * The same for most numbers below 10^18: times a power of ten that a double holds exactly, or
   * divided by it, they are off by less than 10^-7, which makes no difference unless they are that
   * near to a half. Of a product the rest tells on which side of the half it lies. Null for the
   * others.
   */
  private static @Nullable String quick(double value, int digitsMax) {
    double limit = POWERS_OF_TEN[digitsMax];
    double magnitude = Math.abs(value);
    int zeros = 0;
    while (magnitude / POWERS_OF_TEN[zeros] > limit) {
      if (++zeros == ZEROS_END) {
        return null;
      }
    }
    int decimals = 0;
    while (magnitude * POWERS_OF_TEN[decimals] < limit / 10) {
      if (++decimals == POWERS_OF_TEN.length) {
        return null;
      }
    }
    double scaled = magnitude / POWERS_OF_TEN[zeros] * POWERS_OF_TEN[decimals];
    double rounded = StrictMath.rint(scaled);
    if (Math.abs(scaled - rounded) > SAFE_FROM_HALF) {
      if (zeros > 0) {
        return null;
      }
      double rest = Math.fma(magnitude, POWERS_OF_TEN[decimals], -scaled);
      if (Math.abs(scaled - rounded) == 0.5 && rest != 0) {
        rounded = rest > 0 ? Math.ceil(scaled) : Math.floor(scaled);
      }
    }
    long digits = (long) (rounded * POWERS_OF_TEN[zeros]);
    while (decimals > 0 && digits % 10 == 0) {
      digits /= 10;
      decimals--;
    }
    StringBuilder text = new StringBuilder().append(digits);
    while (text.length() <= decimals) {
      text.insert(0, '0');
    }
    if (decimals > 0) {
      text.insert(text.length() - decimals, '.');
    }
    return value < 0 ? text.insert(0, '-').toString() : text.toString();
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
