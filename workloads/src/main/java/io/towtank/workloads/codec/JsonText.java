package io.towtank.workloads.codec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON trees in one line, and parses them. Fields stand in the order of their writing. */
final class JsonText {
  static final int CHARS_MAX = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int NANOS_DIGITS = 9;

  private JsonText() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /**
   * Parses an object or array.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JsonNode parse(String text) {
    if (text.length() > CHARS_MAX) {
      throw new IllegalArgumentException("more than " + CHARS_MAX + " characters of JSON");
    }
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Adds a child if it has anything in it. */
  static void putFilled(ObjectNode parent, String name, JsonNode child) {
    if (!child.isEmpty()) {
      parent.set(name, child);
    }
  }

  /** Adds a list of objects if it is not empty. */
  static <T> void putObjects(
      ObjectNode parent, String name, List<T> values, BiConsumer<T, ObjectNode> writer) {
    if (!values.isEmpty()) {
      ArrayNode array = parent.putArray(name);
      values.forEach(value -> writer.accept(value, array.addObject()));
    }
  }

  /** Adds a list of words if it is not empty. */
  static void putTexts(ObjectNode parent, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = parent.putArray(name);
      values.forEach(array::add);
    }
  }

  /** Adds a word if it is not empty. */
  static void putText(ObjectNode parent, String name, String value) {
    if (!value.isEmpty()) {
      parent.put(name, value);
    }
  }

  /** Adds nanoseconds as exact seconds. */
  static void putSeconds(ObjectNode parent, String name, long nanos) {
    BigDecimal seconds = BigDecimal.valueOf(nanos, NANOS_DIGITS).stripTrailingZeros();
    parent.put(name, seconds.scale() < 0 ? seconds.setScale(0) : seconds);
  }

  /** Kubernetes' way to write a constant: {@code NOT_IN} is {@code NotIn}. */
  static String word(Enum<?> value) {
    StringBuilder word = new StringBuilder();
    for (String part : value.name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }
}
