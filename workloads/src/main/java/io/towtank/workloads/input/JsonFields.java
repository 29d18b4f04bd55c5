package io.towtank.workloads.input;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read by name. What can't be read throws an {@link InputException} of
 * the form {@code place: field 'x': found '…', expected …}.
 */
public final class JsonFields {
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final JsonNode object;
  private final String place;

  /**
   * The fields of an object.
   *
   * @param place where it stands, to begin messages with
   */
  public JsonFields(JsonNode object, String place) {
    this.object = object;
    this.place = place;
  }

  /** Where the object stands. */
  public String place() {
    return place;
  }

  /** Whether there is a field of this name that is not null. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** A text, or a number as text; empty where there is none. */
  public String text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return "";
    }
    if (value.isContainer()) {
      throw error(name, "a text");
    }
    return value.asString().strip();
  }

  /** A number from min to max; a text may hold it. */
  public double number(String name, double min, double max) {
    try {
      double number = Double.parseDouble(text(name));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw error(name, "a number from " + min + " to " + max);
  }

  /** A number from 0 to max, or another one where there is none. */
  public double numberOr(double absent, String name, double max) {
    return has(name) ? number(name, 0, max) : absent;
  }

  /** The objects of a list; none where there is no such field. */
  public List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode item : list(name)) {
      if (!item.isObject()) {
        throw error(name, "a list of objects");
      }
      objects.add(new JsonFields(item, place));
    }
    return objects;
  }

  /** The texts of a list; none where there is no such field. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(name)) {
      if (item.isContainer()) {
        throw error(name, "a list of texts");
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /** An object below this one; null where there is none. */
  public @Nullable JsonFields object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      throw error(name, "an object");
    }
    return new JsonFields(value, place);
  }

  /**
   * A time such as {@code 2017-10-09 07:02:07}, as seconds since 1970 if the clock is UTC's.
   *
   * @return null where there is none: no field, nothing in it, or the word None
   */
  public @Nullable Long second(String name) {
    String text = text(name);
    if (text.isEmpty() || text.equals("None")) {
      return null;
    }
    try {
      return LocalDateTime.parse(text, DATE_AND_TIME).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw error(name, "a time such as 2017-10-09 07:02:07");
    }
  }

  /** The error that a field is not what was expected. */
  public InputException error(String name, String expected) {
    JsonNode value = value(name);
    String found =
        value == null
            ? "nothing"
            : value.isObject()
                ? "an object"
                : value.isArray() ? "a list" : Shown.quoted(value.asString());
    return new InputException(
        "%s: field '%s': found %s, expected %s".formatted(place, name, found, expected));
  }

  private List<JsonNode> list(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw error(name, "a list");
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
