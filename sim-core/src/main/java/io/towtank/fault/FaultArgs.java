package io.towtank.fault;

import io.towtank.text.Durations;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fault's fields are set to: every one has a value of its type, within its bounds. */
public final class FaultArgs {
  private final Map<String, Object> values;

  private FaultArgs(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Checks what was given, and fills in what was not.
   *
   * @param given texts, numbers, truth values and lists of texts by field name
   * @throws IllegalArgumentException if a field is unknown or has a wrong value; the message names
   *     it, what was found and what was expected
   */
  public static FaultArgs of(List<FaultField> fields, Map<String, ?> given) {
    List<String> names = fields.stream().map(FaultField::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "unknown field " + Shown.quoted(name) + NearestName.hint(name, names));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (FaultField field : fields) {
      Object raw = given.get(field.name());
      values.put(field.name(), raw == null ? defaultOf(field) : read(field, raw));
    }
    return new FaultArgs(values);
  }

  /** All defaults. */
  public static FaultArgs defaults(List<FaultField> fields) {
    return of(fields, Map.of());
  }

  /** A time in nanoseconds. */
  public long nanos(String name) {
    return value(name, Long.class);
  }

  /** A time in nanoseconds that may be left out: -1 where the text is empty. */
  public long optionalNanos(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return -1;
    }
    Object nanos = duration(text);
    if (nanos == null) {
      throw new IllegalArgumentException(
          name + ": found " + Shown.quoted(text) + ", expected a duration such as 90s or 5m");
    }
    return (Long) nanos;
  }

  /** A whole number. */
  public int integer(String name) {
    return Math.toIntExact(value(name, Long.class));
  }

  /** A number. */
  public double number(String name) {
    return value(name, Double.class);
  }

  /** A truth value. */
  public boolean bool(String name) {
    return value(name, Boolean.class);
  }

  /** A text or word. */
  public String text(String name) {
    return value(name, String.class);
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object text : value(name, List.class)) {
      texts.add((String) text);
    }
    return texts;
  }

  private <T> T value(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("there is no field " + name);
    }
    return type.cast(value);
  }

  private static Object defaultOf(FaultField field) {
    return switch (field.type()) {
      case INTEGER -> Long.parseLong(field.defaultText());
      case NUMBER -> Double.parseDouble(field.defaultText());
      case BOOLEAN -> Boolean.parseBoolean(field.defaultText());
      case TEXTS -> List.of();
      case DURATION, WORD, TEXT -> read(field, field.defaultText());
    };
  }

  private static Object read(FaultField field, Object raw) {
    Object value =
        switch (field.type()) {
          case DURATION -> raw instanceof String text ? duration(text) : null;
          case INTEGER ->
              raw instanceof Integer || raw instanceof Long ? inRange(field, raw) : null;
          case NUMBER -> raw instanceof Number ? inRange(field, raw) : null;
          case BOOLEAN -> raw instanceof Boolean ? raw : null;
          case WORD -> raw instanceof String && field.words().contains(raw) ? raw : null;
          case TEXT -> raw instanceof String ? raw : null;
          case TEXTS -> texts(raw);
        };
    if (value == null) {
      throw new IllegalArgumentException(
          field.name()
              + ": found "
              + Shown.quoted(String.valueOf(raw))
              + ", expected "
              + expected(field)
              + (raw instanceof String word && field.type() == FaultField.Type.WORD
                  ? NearestName.hint(word, field.words())
                  : ""));
    }
    return value;
  }

  private static String expected(FaultField field) {
    return switch (field.type()) {
      case DURATION -> "a duration such as 90s or 5m";
      case INTEGER ->
          "a whole number from %d to %d".formatted((long) field.min(), (long) field.max());
      case NUMBER -> "a number from " + field.min() + " to " + field.max();
      case BOOLEAN -> "true or false";
      case WORD -> "a known word";
      case TEXT -> "text";
      case TEXTS -> "a list of texts";
    };
  }

  private static @Nullable Object duration(String text) {
    try {
      return Durations.parse(text).toNanos();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Object inRange(FaultField field, Object raw) {
    double number = ((Number) raw).doubleValue();
    if (!(number >= field.min() && number <= field.max())) {
      return null;
    }
    return field.type() == FaultField.Type.INTEGER ? ((Number) raw).longValue() : (Object) number;
  }

  private static @Nullable Object texts(Object raw) {
    if (!(raw instanceof List<?> list)) {
      return null;
    }
    for (Object element : list) {
      if (!(element instanceof String)) {
        return null;
      }
    }
    return List.copyOf(list);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
