package io.towtank.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Kubernetes' notation for amounts: {@code 100m}, {@code 1.5}, {@code 2Gi}, {@code 1e3}, {@code
 * 129M}.
 *
 * <p>Fractions finer than the target unit are rounded up, as the API server does. Source: the
 * Kubernetes API reference, "Quantity".
 */
public final class Quantity {
  private static final int LENGTH_MAX = 64;
  private static final int EXPONENT_MAX = 30;
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private Quantity() {}

  /**
   * Amount of a resource in Towtank's unit for it: millicores for {@code cpu}, whole units for all
   * else.
   *
   * @throws IllegalArgumentException if the text is no quantity, is negative, or does not fit a
   *     long
   */
  public static long parse(String resourceName, String text) {
    return resourceName.equals(ResourceNames.CPU) ? parseMilli(text) : parseUnits(text);
  }

  /** Whole units (bytes, counts), rounded up. */
  public static long parseUnits(String text) {
    return toLong(parseDecimal(text), text);
  }

  /** Thousandths of a unit (millicores), rounded up. */
  public static long parseMilli(String text) {
    return toLong(parseDecimal(text).movePointRight(3), text);
  }

  private static long toLong(BigDecimal value, String text) {
    BigDecimal rounded = value.setScale(0, RoundingMode.CEILING);
    if (rounded.signum() < 0) {
      throw new IllegalArgumentException("'" + text + "' is negative");
    }
    if (rounded.compareTo(LONG_MAX) > 0) {
      throw new IllegalArgumentException("'" + text + "' is too large");
    }
    return rounded.longValueExact();
  }

  private static BigDecimal parseDecimal(String raw) {
    String text = raw.strip();
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      throw notAQuantity(raw);
    }
    int end = 0;
    while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text.substring(0, end));
    } catch (NumberFormatException e) {
      throw notAQuantity(raw);
    }
    String suffix = text.substring(end);
    return switch (suffix) {
      case "" -> number;
      case "n" -> number.movePointLeft(9);
      case "u" -> number.movePointLeft(6);
      case "m" -> number.movePointLeft(3);
      case "k" -> number.movePointRight(3);
      case "M" -> number.movePointRight(6);
      case "G" -> number.movePointRight(9);
      case "T" -> number.movePointRight(12);
      case "P" -> number.movePointRight(15);
      case "E" -> number.movePointRight(18);
      case "Ki" -> number.multiply(BigDecimal.valueOf(1L << 10));
      case "Mi" -> number.multiply(BigDecimal.valueOf(1L << 20));
      case "Gi" -> number.multiply(BigDecimal.valueOf(1L << 30));
      case "Ti" -> number.multiply(BigDecimal.valueOf(1L << 40));
      case "Pi" -> number.multiply(BigDecimal.valueOf(1L << 50));
      case "Ei" -> number.multiply(BigDecimal.valueOf(1L << 60));
      default -> number.scaleByPowerOfTen(exponent(suffix, raw));
    };
  }

  private static int exponent(String suffix, String raw) {
    if (suffix.charAt(0) != 'e' && suffix.charAt(0) != 'E') {
      throw notAQuantity(raw);
    }
    try {
      int exponent = Integer.parseInt(suffix.substring(1));
      if (StrictMath.abs(exponent) > EXPONENT_MAX) {
        throw notAQuantity(raw);
      }
      return exponent;
    } catch (NumberFormatException e) {
      throw notAQuantity(raw);
    }
  }

  private static IllegalArgumentException notAQuantity(String text) {
    String shown = text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + "…" : text;
    return new IllegalArgumentException(
        "'" + shown + "' is no quantity; expected e.g. 500m, 2, 1.5, 4Gi, 128M");
  }
}
