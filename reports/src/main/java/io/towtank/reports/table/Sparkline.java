package io.towtank.reports.table;

/** A course in one line of text: a bar an eighth of a line high for each value. */
public final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /**
   * A bar for each value, the full height being {@code full}; a value of 0 has the lowest bar.
   *
   * @param values finite, 0 or more
   */
  public static String of(double[] values, double full) {
    StringBuilder line = new StringBuilder();
    for (double value : values) {
      line.append(bar(full > 0 ? value / full : 0));
    }
    return line.toString();
  }

  /** The bar of a ratio; above 1 as 1. */
  public static char bar(double ratio) {
    int last = BARS.length() - 1;
    return BARS.charAt(Math.max(0, Math.min(last, (int) StrictMath.ceil(ratio * last))));
  }
}
