package io.towtank.reports.format;

/** Amounts as people read them: few digits, a unit that fits. */
public final class Humanize {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 86_400;

  private Humanize() {}

  /** A ratio as a percentage with one decimal. */
  public static String percent(double ratio) {
    return Numbers.fixed(100 * ratio, 1) + " %";
  }

  /** A whole number with thousands grouped; one decimal where it is not whole. */
  public static String count(double value) {
    return Numbers.fixed(value, value == StrictMath.rint(value) ? 0 : 1);
  }

  /** A whole number with thousands grouped. */
  public static String count(long value) {
    return count((double) value);
  }

  /** A length of time in the unit that fits, with three significant digits. */
  public static String duration(double seconds) {
    double size = StrictMath.abs(seconds);
    if (size == 0) {
      return "0 s";
    }
    if (size < 1e-6) {
      return significant(seconds * 1e9) + " ns";
    }
    if (size < 1e-3) {
      return significant(seconds * 1e6) + " µs";
    }
    if (size < 1) {
      return significant(seconds * 1e3) + " ms";
    }
    if (size < 2 * MINUTE) {
      return significant(seconds) + " s";
    }
    if (size < 2 * HOUR) {
      return significant(seconds / MINUTE) + " min";
    }
    return size < 2 * DAY ? significant(seconds / HOUR) + " h" : significant(seconds / DAY) + " d";
  }

  /**
   * An amount of a resource.
   *
   * @param unit {@code millicores}, {@code bytes}, {@code milli} (of shareable devices, shown as
   *     devices), or anything else for a plain count
   */
  public static String amount(double amount, String unit) {
    return switch (unit) {
      case "millicores" -> significant(amount / 1000) + " cores";
      case "milli" -> significant(amount / 1000);
      case "bytes" -> bytes(amount);
      default -> count(amount);
    };
  }

  /** A whole amount of a resource. */
  public static String amount(long amount, String unit) {
    return amount((double) amount, unit);
  }

  /** A number with three significant digits, or all of its integer part. */
  public static String significant(double value) {
    double size = StrictMath.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    String text = Numbers.fixed(value, decimals);
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (StrictMath.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return significant(value) + " " + BYTE_UNITS[unit];
  }
}
