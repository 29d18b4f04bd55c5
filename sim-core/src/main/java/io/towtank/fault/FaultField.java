package io.towtank.fault;

import java.util.List;

/**
 * A field by which a fault can be set, for reading, checking and listing it.
 *
 * @param name name in scenario files
 * @param type what can stand there
 * @param defaultText the default as it would be written there
 * @param min smallest legal number, for whole numbers and numbers
 * @param max largest legal number, for whole numbers and numbers
 * @param words the legal words, for words
 * @param summary what it sets, in one sentence for people
 */
public record FaultField(
    String name,
    Type type,
    String defaultText,
    double min,
    double max,
    List<String> words,
    String summary) {
  /** What can stand in a field. */
  public enum Type {
    /** A time with its unit, such as {@code 90s}. */
    DURATION("duration"),
    /** A whole number. */
    INTEGER("integer"),
    /** A number. */
    NUMBER("number"),
    /** True or false. */
    BOOLEAN("boolean"),
    /** One of some words. */
    WORD("word"),
    /** Any text. */
    TEXT("text"),
    /** A list of texts. */
    TEXTS("list of text");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** The type's name for people. */
    public String text() {
      return text;
    }
  }

  /** Copies the words. */
  public FaultField {
    words = List.copyOf(words);
  }

  /** A field for a time. */
  public static FaultField duration(String name, String defaultText, String summary) {
    return new FaultField(name, Type.DURATION, defaultText, 0, 0, List.of(), summary);
  }

  /** A field for a whole number within bounds. */
  public static FaultField integer(
      String name, long defaultValue, long min, long max, String summary) {
    return new FaultField(
        name, Type.INTEGER, Long.toString(defaultValue), min, max, List.of(), summary);
  }

  /** A field for a number within bounds. */
  public static FaultField number(
      String name, String defaultText, double min, double max, String summary) {
    return new FaultField(name, Type.NUMBER, defaultText, min, max, List.of(), summary);
  }

  /** A field for a truth value. */
  public static FaultField bool(String name, boolean defaultValue, String summary) {
    return new FaultField(
        name, Type.BOOLEAN, Boolean.toString(defaultValue), 0, 0, List.of(), summary);
  }

  /** A field for one of some words. */
  public static FaultField word(
      String name, String defaultText, List<String> words, String summary) {
    return new FaultField(name, Type.WORD, defaultText, 0, 0, words, summary);
  }

  /** A field for any text, empty by default. */
  public static FaultField text(String name, String summary) {
    return new FaultField(name, Type.TEXT, "", 0, 0, List.of(), summary);
  }

  /** A field for a list of texts, empty by default. */
  public static FaultField texts(String name, String summary) {
    return new FaultField(name, Type.TEXTS, "", 0, 0, List.of(), summary);
  }
}
