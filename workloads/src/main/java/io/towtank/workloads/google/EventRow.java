package io.towtank.workloads.google;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of the 2019 trace's tables in whichever form it was exported: a JSON object with objects in
 * it and what is 0 left out; a row of CSV with {@code resource_request.cpus} or {@code
 * resource_request_cpus}; or one with <code>{'cpus': 0.02}</code> in a column {@code
 * resource_request}.
 */
final class EventRow {
  private static final Pattern PYTHON_PAIR = Pattern.compile("'(\\w+)': ([-+.eE0-9]{1,40})");

  private final UnaryOperator<String> texts;
  private final @Nullable JsonNode json;
  private final String position;

  private EventRow(UnaryOperator<String> texts, @Nullable JsonNode json, String position) {
    this.texts = texts;
    this.json = json;
    this.position = position;
  }

  /** A JSON object. */
  static EventRow of(JsonNode json, String position) {
    return new EventRow(name -> text(json.get(name)), json, position);
  }

  /**
   * A row of columns.
   *
   * @param texts a column's value, empty where there is no such column
   */
  static EventRow of(UnaryOperator<String> texts, String position) {
    return new EventRow(texts, null, position);
  }

  /** A whole number that is not below 0, or below it where that has a meaning. */
  long integer(long absent, String... names) {
    String text = first(names);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw problem(names[0], text, "a whole number");
    }
  }

  /** A share from 0 to 1 within a record; below 0 where it is not said. */
  double share(String record, String field) {
    String text;
    if (json != null) {
      JsonNode inner = json.get(record);
      text = inner == null || !inner.isObject() ? "" : text(inner.get(field));
    } else {
      text = first(record + "." + field, record + "_" + field);
      if (text.isEmpty()) {
        text = ofPython(texts.apply(record), field);
      }
    }
    if (text.isEmpty()) {
      return -1;
    }
    try {
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw problem(record + "." + field, text, "a number from 0 to 1");
  }

  /** Objects in a list; only JSON has them. */
  List<JsonNode> list(String name) {
    JsonNode list = json == null ? null : json.get(name);
    List<JsonNode> items = new ArrayList<>();
    if (list != null && list.isArray()) {
      list.forEach(items::add);
    }
    return items;
  }

  /** Whether a list is there and not empty: of JSON, or in a column of CSV as text. */
  boolean hasItems(String name) {
    return json == null
        ? text(name).chars().anyMatch(Character::isDigit)
        : json.path(name).isArray() && !json.path(name).isEmpty();
  }

  /** A value as text, empty where there is none. */
  String text(String name) {
    return texts.apply(name);
  }

  String position() {
    return position;
  }

  static String text(@Nullable JsonNode value) {
    return value == null || value.isNull() || value.isContainer() ? "" : value.asString();
  }

  InputException problem(String field, String found, String expected) {
    return new InputException(
        "%s: %s: found %s, expected %s".formatted(position, field, Shown.quoted(found), expected));
  }

  private String first(String... names) {
    for (String name : names) {
      String text = texts.apply(name);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static String ofPython(String pairs, String field) {
    Matcher pair = PYTHON_PAIR.matcher(pairs);
    while (pair.find()) {
      if (pair.group(1).equals(field)) {
        return pair.group(2);
      }
    }
    return "";
  }
}
