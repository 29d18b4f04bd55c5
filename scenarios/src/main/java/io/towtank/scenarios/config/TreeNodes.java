package io.towtank.scenarios.config;

import io.towtank.scenarios.yaml.Location;
import io.towtank.scenarios.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees that were read elsewhere, as if they stood in YAML. */
final class TreeNodes {
  private TreeNodes() {}

  /** The tree of maps, lists, strings, numbers, booleans and nulls. */
  static YamlNode of(Location location, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      List<YamlNode.Entry> entries = new ArrayList<>();
      map.forEach(
          (key, item) ->
              entries.add(new YamlNode.Entry(String.valueOf(key), location, of(location, item))));
      return new YamlNode.Mapping(location, entries);
    }
    if (value instanceof List<?> list) {
      List<YamlNode> items = new ArrayList<>();
      list.forEach(item -> items.add(of(location, item)));
      return new YamlNode.Sequence(location, items);
    }
    return new YamlNode.Scalar(
        location, value == null ? "" : value.toString(), !(value instanceof String));
  }
}
