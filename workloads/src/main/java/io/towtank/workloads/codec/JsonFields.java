package io.towtank.workloads.codec;

import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON object field by field. Whatever is wrong throws an {@link IllegalArgumentException}
 * that names the field; so does a field that nobody has asked for, in {@link #end()}.
 */
final class JsonFields {
  private static final int LIST_MAX = 10_000;

  private final ObjectNode node;
  private final String path;
  private final SortedSet<String> known = new TreeSet<>();

  private JsonFields(ObjectNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static JsonFields parse(String text) {
    return of(JsonText.parse(text), "");
  }

  private static JsonFields of(JsonNode node, String path) {
    if (node instanceof ObjectNode object) {
      return new JsonFields(object, path);
    }
    throw new IllegalArgumentException(
        (path.isEmpty() ? "" : "field '" + path + "': ") + "expected a JSON object");
  }

  boolean has(String name) {
    return value(name) != null;
  }

  String text(String name, String absent) {
    JsonNode value = value(name);
    if (value == null) {
      return absent;
    }
    if (!value.isString()) {
      throw wrong(name, "text");
    }
    return value.stringValue();
  }

  long integer(String name, long absent, long min, long max) {
    JsonNode value = value(name);
    if (value == null) {
      return absent;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      throw wrong(name, "a whole number from " + min + " to " + max);
    }
    return value.longValue();
  }

  boolean flag(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  long nanosOfSeconds(String name, long absent) {
    JsonNode value = value(name);
    if (value == null) {
      return absent;
    }
    try {
      if (value.isNumber()) {
        BigDecimal seconds = value.decimalValue();
        if (StrictMath.abs((long) seconds.scale()) <= 30) {
          return seconds.movePointRight(9).longValueExact();
        }
      }
    } catch (ArithmeticException e) {
      // Said below, as for a value that is no number.
    }
    throw wrong(name, "seconds");
  }

  <E extends Enum<E>> E word(String name, E[] legal, E absent) {
    E word = wordOrNull(name, legal);
    return word == null ? absent : word;
  }

  <E extends Enum<E>> @Nullable E wordOrNull(String name, E[] legal) {
    if (!has(name)) {
      return null;
    }
    String text = text(name, "");
    for (E value : legal) {
      if (JsonText.word(value).equals(text)) {
        return value;
      }
    }
    throw wrong(name, "another word");
  }

  @Nullable JsonFields child(String name) {
    JsonNode value = value(name);
    return value == null ? null : of(value, path(name));
  }

  <T> @Nullable T object(String name, Function<JsonFields, T> reader) {
    JsonFields child = child(name);
    return child == null ? null : child.read(reader);
  }

  <T> T object(String name, T absent, Function<JsonFields, T> reader) {
    JsonFields child = child(name);
    return child == null ? absent : child.read(reader);
  }

  <T> List<T> objects(String name, Function<JsonFields, T> reader) {
    List<T> list = new ArrayList<>();
    for (JsonNode entry : array(name)) {
      list.add(of(entry, path(name) + "[" + list.size() + "]").read(reader));
    }
    return list;
  }

  List<String> texts(String name) {
    List<String> list = new ArrayList<>();
    for (JsonNode entry : array(name)) {
      if (!entry.isString()) {
        throw wrong(name, "a list of texts");
      }
      list.add(entry.stringValue());
    }
    return list;
  }

  /** All fields as texts by name. */
  Map<String, String> allTexts() {
    Map<String, String> map = new TreeMap<>();
    for (String name : node.propertyNames()) {
      map.put(name, text(name, ""));
    }
    return map;
  }

  /** Reads all of the object. */
  <T> T read(Function<JsonFields, T> reader) {
    try {
      T value = reader.apply(this);
      end();
      return value;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("field '" + path + "': an amount is too large", e);
    }
  }

  IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(
        "field '%s': found %s, expected %s"
            .formatted(path(name), Shown.plain(String.valueOf(node.get(name))), expected));
  }

  private void end() {
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown field '%s'%s"
                .formatted(Shown.plain(path(name)), NearestName.hint(name, known)));
      }
    }
  }

  private Iterable<JsonNode> array(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof ArrayNode array && array.size() <= LIST_MAX) {
      return array;
    }
    throw wrong(name, "a list of at most " + LIST_MAX + " entries");
  }

  private @Nullable JsonNode value(String name) {
    known.add(name);
    return node.get(name);
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
