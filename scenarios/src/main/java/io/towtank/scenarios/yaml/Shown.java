package io.towtank.scenarios.yaml;

/** Makes text from outside fit to be shown: short, on one line, without control characters. */
public final class Shown {
  private static final int LENGTH_MAX = 60;
  private static final int SENTENCE_LENGTH_MAX = 300;

  private Shown() {}

  /** The text in single quotes. */
  public static String quoted(String text) {
    return "'" + plain(text) + "'";
  }

  /** The text without quotes. */
  public static String plain(String text) {
    return cut(text, LENGTH_MAX);
  }

  /** A whole sentence, such as another library's message. */
  public static String sentence(String text) {
    return cut(text, SENTENCE_LENGTH_MAX);
  }

  private static String cut(String text, int lengthMax) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(lengthMax)
        .forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '\uFFFD'));
    if (text.codePointCount(0, text.length()) > lengthMax) {
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
