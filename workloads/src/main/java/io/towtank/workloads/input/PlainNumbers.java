package io.towtank.workloads.input;

/** Numbers as traces have them most, read from their characters without making text of them. */
final class PlainNumbers {
  private static final int DIGITS_EXACT = 15;
  private static final int NANOS_DIGITS = 9;
  private static final long[] POWERS_OF_TEN = powersOfTen();

  private PlainNumbers() {}

  /** The number if there is nothing but 1 to 18 digits, -1 otherwise. */
  static long digits(byte[] text, int start, int end) {
    if (start == end || end - start >= POWERS_OF_TEN.length) {
      return -1;
    }
    long number = 0;
    for (int i = start; i < end; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /**
   * The number if there are digits with at most one point among them, few enough for the quotient
   * of two exact numbers to be the nearest double; NaN otherwise. Source: W. D. Clinger, "How to
   * read floating point numbers accurately", PLDI 1990.
   */
  static double decimal(byte[] text, int start, int end) {
    int length = end - start;
    if (length == 0 || length > DIGITS_EXACT + 1) {
      return Double.NaN;
    }
    long number = 0;
    int fractionDigits = -1;
    for (int i = start; i < end; i++) {
      byte c = text[i];
      if (c >= '0' && c <= '9') {
        number = 10 * number + (c - '0');
        fractionDigits += fractionDigits >= 0 ? 1 : 0;
      } else if (c == '.' && fractionDigits < 0 && length > 1) {
        fractionDigits = 0;
      } else {
        return Double.NaN;
      }
    }
    return fractionDigits > 0 ? (double) number / POWERS_OF_TEN[fractionDigits] : number;
  }

  /**
   * Seconds in nanoseconds if there are up to 9 digits, a point, and up to 9 digits; -1 otherwise.
   */
  static long nanosOfSeconds(byte[] text, int start, int end) {
    int length = end - start;
    if (length < 3 || length > 2 * NANOS_DIGITS + 1) {
      return -1;
    }
    long number = 0;
    int point = -1;
    for (int i = 0; i < length; i++) {
      int digit = text[start + i] - '0';
      if (digit >= 0 && digit <= 9) {
        number = 10 * number + digit;
      } else if (digit == '.' - '0' && point < 0 && i > 0 && i <= NANOS_DIGITS) {
        point = i;
      } else {
        return -1;
      }
    }
    int fraction = length - point - 1;
    return point < 0 || fraction < 1 || fraction > NANOS_DIGITS
        ? -1
        : number * POWERS_OF_TEN[NANOS_DIGITS - fraction];
  }

  private static long[] powersOfTen() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }
}
