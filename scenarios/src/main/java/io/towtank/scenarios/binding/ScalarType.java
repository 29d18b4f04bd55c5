package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.Location;
import io.towtank.scenarios.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of single value.
 *
 * @param expected what is expected, in words
 * @param title short name
 * @param schema JSON Schema
 * @param parser the value of a text; it throws {@link IllegalArgumentException} with an empty
 *     message, or with a hint such as {@code did you mean '90s'?}
 */
record ScalarType(String expected, String title, Map<String, Object> schema, Parser parser)
    implements FieldType {

  /** Turns text into a value. */
  @FunctionalInterface
  interface Parser {
    Object parse(YamlNode.Scalar scalar);
  }

  ScalarType {
    schema = new LinkedHashMap<>(schema);
  }

  @Override
  public @Nullable Object read(YamlNode node, String path, Reading reading) {
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      return FieldType.refuse(node, path, reading, "expected " + expected);
    }
    try {
      return parser.parse(scalar);
    } catch (IllegalArgumentException e) {
      String hint = String.valueOf(e.getMessage());
      return FieldType.refuse(
          node, path, reading, "expected " + expected + (hint.isEmpty() ? "" : "; " + hint));
    }
  }

  /** The value of a text that is known to be right. */
  Object parseText(String text) {
    return parser.parse(new YamlNode.Scalar(Location.of(text), text, true));
  }
}
