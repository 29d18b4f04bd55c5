package io.towtank.text;

/**
 * Makes text from outside fit to be shown: short, on one line, with nothing that isn't printable.
 */
public final class Shown {
  private static final int VALUE_CHARS_MAX = 60;
  private static final int SENTENCE_CHARS_MAX = 300;

  private Shown() {}

  /** The text, cut to 60 characters, with everything that isn't printable escaped. */
  public static String plain(String text) {
    return cut(text, VALUE_CHARS_MAX);
  }

  /** The same in single quotes. */
  public static String quoted(String text) {
    return "'" + plain(text) + "'";
  }

  /** A whole sentence, such as another library's message, cut to 300 characters and escaped. */
  public static String sentence(String text) {
    return cut(text, SENTENCE_CHARS_MAX);
  }

  private static String cut(String text, int charsMax) {
    StringBuilder shown = new StringBuilder();
    int i = 0;
    while (i < text.length() && i < charsMax) {
      char c = text.charAt(i);
      boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length();
      if (pair && Character.isLowSurrogate(text.charAt(i + 1))) {
        append(shown, text.codePointAt(i));
        i += 2;
      } else {
        append(shown, c);
        i++;
      }
    }
    return i < text.length() ? shown.append('…').toString() : shown.toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append("\\u").append(hex(codePoint));
      default -> shown.appendCodePoint(codePoint);
    }
  }

  private static String hex(int codePoint) {
    String digits = Integer.toHexString(codePoint);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}
