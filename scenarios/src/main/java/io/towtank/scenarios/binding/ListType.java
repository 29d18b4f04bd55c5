package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of values of one kind.
 *
 * @param min fewest items
 * @param max most items
 */
record ListType(FieldType item, int min, int max) implements FieldType {
  @Override
  public @Nullable Object read(YamlNode node, String path, Reading reading) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return FieldType.refuse(node, path, reading, "expected " + expected());
    }
    int size = sequence.items().size();
    if (size < min || size > max) {
      reading
          .problems()
          .add(node.location(), path, "found " + size + " items, expected " + bounds());
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Object value = item.read(sequence.items().get(i), FieldPath.item(path, i), reading);
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == size ? List.copyOf(values) : null;
  }

  private String bounds() {
    return min == 0 ? "at most " + max : min + " to " + max;
  }

  @Override
  public String expected() {
    return "a list";
  }

  @Override
  public String title() {
    return "list of " + item.title();
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", item.schema());
    if (min > 0) {
      schema.put("minItems", min);
    }
    schema.put("maxItems", max);
    return schema;
  }
}
