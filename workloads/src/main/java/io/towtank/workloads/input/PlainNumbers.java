package io.towtank.workloads.input;

/** Numbers as traces have them most, read from their characters without making text of them. */
final class PlainNumbers {
  private static final int DIGITS_MAX = 18;

  /** Numbers up to this are doubles themselves. */
  private static final long EXACT_MAX = 1L << 53;

  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  private static final int NANOS_DIGITS = 9;

  /** From the day before the first of March of the year 0 to the first of 1970. */
  private static final long DAYS_TO_1970 = 719_469;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long[] POWERS_OF_TEN = powersOfTen();

  private PlainNumbers() {}

  /** The number if there is nothing but 1 to 18 digits, -1 otherwise. */
  static long digits(byte[] text, int start, int end) {
    int length = end - start;
    if (length == 0 || length >= POWERS_OF_TEN.length) {
      return -1;
    }
    long number = 0;
    int place = start;
    for (; end - place > Words.BYTES; place += Words.BYTES) {
      long part = Words.digits(text, place, Words.BYTES);
      if (part < 0) {
        return -1;
      }
      number = number * POWERS_OF_TEN[Words.BYTES] + part;
    }
    long part = Words.digits(text, place, end - place);
    return part < 0 ? -1 : number * POWERS_OF_TEN[end - place] + part;
  }

  /**
   * The nearest double if there are 1 to 18 digits with at most one point among them; NaN
   * otherwise, and in rare cases.
   */
  static double decimal(byte[] text, int start, int end) {
    if (end - start > DIGITS_MAX + 1) {
      return Double.NaN;
    }
    long number = wholeNumber(text, start, end);
    return number < 0 ? fraction(text, start, end) : number;
  }

  /** A number of digits alone, or with {@code .0} behind them; -1 for any other. */
  private static long wholeNumber(byte[] text, int start, int end) {
    boolean hasZero = end - start > 2 && text[end - 1] == '0' && text[end - 2] == '.';
    return digits(text, start, hasZero ? end - 2 : end);
  }

  private static double fraction(byte[] text, int start, int end) {
    int point = Words.find('.', text, start, end);
    if (point == end) {
      return Double.NaN;
    }
    int fractionDigits = end - point - 1;
    long whole = point == start ? 0 : digits(text, start, point);
    long fraction = fractionDigits == 0 ? 0 : digits(text, point + 1, end);
    if (whole < 0 || fraction < 0 || end - start == 1) {
      return Double.NaN;
    }
    long number = whole * POWERS_OF_TEN[fractionDigits] + fraction;
    long power = POWERS_OF_TEN[fractionDigits];
    double quotient = (double) number / power;
    return number <= EXACT_MAX ? quotient : nearest(number, power, quotient);
  }

  /**
   * The double that is nearest to a quotient, found from one that is near by comparing the quotient
   * with what is half way to the next ones; NaN in rare cases. Source, also for smaller numbers,
   * whose quotient is exact but for one rounding: W. D. Clinger, "How to read floating point
   * numbers accurately", PLDI 1990.
   *
   * @param number below 2 to the power of 60
   * @param power a power of ten up to 18
   */
  private static double nearest(long number, long power, double near) {
    int exponent = Math.getExponent(near) - MANTISSA_BITS;
    long mantissa = (Double.doubleToRawLongBits(near) & MANTISSA) | (MANTISSA + 1);
    int shift = 1 - exponent;
    if (exponent > 0 || shift >= Long.SIZE || mantissa == MANTISSA + 1) {
      return Double.NaN;
    }
    // Twice the number in units of the double's last digit.
    long high = number >>> (Long.SIZE - shift);
    long low = number << shift;
    int above = compare(high, low, 2 * mantissa + 1, power);
    int below = compare(high, low, 2 * mantissa - 1, power);
    boolean isOdd = (mantissa & 1) == 1;
    if (above > 0 || (above == 0 && isOdd)) {
      return Math.nextUp(near);
    }
    return below < 0 || (below == 0 && isOdd) ? Math.nextDown(near) : near;
  }

  /** Compares a number of 128 bits with a product of two of 63. */
  private static int compare(long high, long low, long one, long other) {
    int halves = Long.compare(high, Math.multiplyHigh(one, other));
    return halves != 0 ? halves : Long.compareUnsigned(low, one * other);
  }

  /**
   * Seconds in nanoseconds if there are 1 to 18 digits, perhaps with a point and up to 9 more
   * behind them; -1 otherwise, and where there are as many seconds as this or more.
   */
  static long nanosOfSeconds(byte[] text, int start, int end, long secondsEnd) {
    long seconds = wholeNumber(text, start, end);
    if (seconds >= 0) {
      return seconds < secondsEnd ? seconds * NANOS_PER_SECOND : -1;
    }
    int point = Words.find('.', text, start, end);
    int fractionDigits = end - point - 1;
    if (fractionDigits < 0 || fractionDigits > NANOS_DIGITS) {
      return -1;
    }
    long whole = digits(text, start, point);
    long nanos = digits(text, point + 1, end);
    if (whole < 0 || nanos < 0 || whole >= secondsEnd) {
      return -1;
    }
    return whole * NANOS_PER_SECOND
        + (nanos == 0 ? 0 : nanos * POWERS_OF_TEN[NANOS_DIGITS - fractionDigits]);
  }

  /**
   * Days from 1970 to a date such as {@code 2026-03-01}; -1 where it is none, or before 1970.
   * Source: P. Baum, "Date algorithms", 2020.
   */
  static long daysOfDate(byte[] text, int start) {
    long year = Words.digits(text, start, 4);
    int month = (int) Words.digits(text, start + 5, 2);
    int day = (int) Words.digits(text, start + 8, 2);
    if (text[start + 4] != '-' || text[start + 7] != '-' || year < 1970) {
      return -1;
    }
    if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
      return -1;
    }
    // Years begin in March, so that a leap day is a year's last.
    long fromMarch = month < 3 ? year - 1 : year;
    return 365 * fromMarch
        + fromMarch / 4
        - fromMarch / 100
        + fromMarch / 400
        + (153 * ((month + 9) % 12) + 2) / 5
        + day
        - DAYS_TO_1970;
  }

  private static int daysOf(long year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
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
