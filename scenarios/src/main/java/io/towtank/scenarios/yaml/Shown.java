package io.towtank.scenarios.yaml;

/** Makes text from outside fit to be shown: short, on one line, without control characters. */
public final class Shown {
  private static final int LENGTH_MAX = 60;

  private Shown() {}

  /** The text in single quotes. */
  public static String quoted(String text) {
    return "'" + plain(text) + "'";
  }

  /** The text without quotes. */
  public static String plain(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LENGTH_MAX)
        .forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '\uFFFD'));
    if (text.codePointCount(0, text.length()) > LENGTH_MAX) {
      shown.append('…');
    }
    return shown.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
