package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.YamlNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind of value that a field can have. */
interface FieldType {
  /** The value of a tree; null where it is wrong, with the problem noted. */
  @Nullable Object read(YamlNode node, String path, Reading reading);

  /** What is expected, in words: {@code a duration such as 90s}. */
  String expected();

  /** Name of the type for the reference page, short. */
  String title();

  /** Its JSON Schema. */
  Map<String, Object> schema();

  /** Notes that something else was expected. */
  static @Nullable Object refuse(YamlNode node, String path, Reading reading, String expected) {
    reading.problems().add(node.location(), path, "found " + node.describe() + ", " + expected);
    return null;
  }
}
