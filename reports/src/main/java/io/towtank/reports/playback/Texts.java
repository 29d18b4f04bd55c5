package io.towtank.reports.playback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the texts of a document, each once; number 0 is the empty text. */
final class Texts {
  private static final int LENGTH_MAX = 500;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  Texts() {
    number("");
  }

  /** Number of a text, cut where it is very long. */
  int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    String shown = clean(text);
    Integer same = numbers.get(shown);
    int number = same != null ? same : texts.size();
    if (same == null) {
      numbers.put(shown, number);
      texts.add(shown);
    }
    return number;
  }

  /** All texts, by their number. */
  List<String> all() {
    return texts;
  }

  /** A text of bounded length that any encoding can hold: surrogates come in pairs. */
  static String clean(String text) {
    String cut = text;
    if (text.length() > LENGTH_MAX) {
      int end = Character.isHighSurrogate(text.charAt(LENGTH_MAX - 1)) ? 1 : 0;
      cut = text.substring(0, LENGTH_MAX - end) + "…";
    }
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isSurrogate(cut.charAt(i))) {
        return paired(cut);
      }
    }
    return cut;
  }

  private static String paired(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                clean.appendCodePoint(
                    c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c));
    return clean.toString();
  }
}
