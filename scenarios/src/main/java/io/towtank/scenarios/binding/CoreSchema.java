package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What plain scalars mean where no type is asked for. Source: YAML 1.2.2, chapter 10.3, without
 * octal and hexadecimal numbers.
 */
final class CoreSchema {
  static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,30}");
  static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]{1,60}|[0-9]{1,60}(\\.[0-9]{0,60})?)([eE][-+]?[0-9]{1,4})?");
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  static final Pattern FALSE = Pattern.compile("false|False|FALSE");

  private CoreSchema() {}

  /** Whether the scalar is text and nothing else. */
  static boolean isText(YamlNode.Scalar scalar) {
    String text = scalar.text();
    return !scalar.plain()
        || !(scalar.isNull()
            || NUMBER.matcher(text).matches()
            || NO_NUMBER.matcher(text).matches()
            || TRUE.matcher(text).matches()
            || FALSE.matcher(text).matches());
  }

  /** Strings, numbers, booleans, lists and sorted maps; null for nothing. */
  static @Nullable Object value(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, @Nullable Object> map = new TreeMap<>();
      mapping.entries().forEach(entry -> map.put(entry.key(), value(entry.value())));
      return map;
    }
    if (node instanceof YamlNode.Sequence sequence) {
      List<@Nullable Object> list = new ArrayList<>();
      sequence.items().forEach(item -> list.add(value(item)));
      return list;
    }
    return scalar((YamlNode.Scalar) node);
  }

  private static @Nullable Object scalar(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (scalar.isNull()) {
      return null;
    }
    if (isText(scalar) || NO_NUMBER.matcher(text).matches()) {
      return text;
    }
    if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
      return TRUE.matcher(text).matches();
    }
    if (INTEGER.matcher(text).matches()) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return Double.parseDouble(text);
      }
    }
    return Double.parseDouble(text);
  }
}
