package io.towtank.scenarios.load;

import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.Location;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.scenarios.yaml.YamlReader;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets single fields of a tree: {@code cluster.nodes[0].count=20}. */
final class Overrides {
  private Overrides() {}

  /** The tree with all assignments carried out in order; those that can't be are noted. */
  static YamlNode apply(YamlNode root, List<String> assignments, Problems problems) {
    YamlNode changed = root;
    for (String assignment : assignments) {
      String source = "--set " + Shown.plain(assignment);
      int equals = assignment.indexOf('=');
      try {
        if (equals < 1) {
          throw new IllegalArgumentException("expected path=value, such as seed=7");
        }
        List<Object> steps = FieldPath.steps(assignment.substring(0, equals));
        String text = assignment.substring(equals + 1);
        YamlNode value =
            text.isBlank()
                ? new YamlNode.Scalar(Location.of(source), "", true)
                : YamlReader.readText(source, text, problems);
        changed = set(changed, steps, value);
      } catch (IllegalArgumentException e) {
        problems.add(Location.of(source), "", String.valueOf(e.getMessage()));
      }
    }
    return changed;
  }

  private static YamlNode set(@Nullable YamlNode node, List<Object> steps, YamlNode value) {
    if (steps.isEmpty()) {
      return value;
    }
    List<Object> rest = steps.subList(1, steps.size());
    if (steps.get(0) instanceof Integer index) {
      return setItem(node, index, rest, value);
    }
    String name = (String) steps.get(0);
    if (node != null && !(node instanceof YamlNode.Mapping) && !isNull(node)) {
      throw new IllegalArgumentException(
          "the field '" + Shown.plain(name) + "' can't be set within " + node.describe());
    }
    List<YamlNode.Entry> entries = new ArrayList<>();
    boolean found = false;
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        boolean same = entry.key().equals(name);
        found |= same;
        entries.add(
            same
                ? new YamlNode.Entry(name, value.location(), set(entry.value(), rest, value))
                : entry);
      }
    }
    if (!found) {
      entries.add(new YamlNode.Entry(name, value.location(), set(null, rest, value)));
    }
    return new YamlNode.Mapping(node == null ? value.location() : node.location(), entries);
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNull();
  }

  private static YamlNode setItem(
      @Nullable YamlNode node, int index, List<Object> rest, YamlNode value) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      throw new IllegalArgumentException("there is no list to set item [" + index + "] of");
    }
    int size = sequence.items().size();
    if (index >= size) {
      throw new IllegalArgumentException(
          "there is no item [" + index + "]; the list has " + size + ", the first is [0]");
    }
    List<YamlNode> items = new ArrayList<>(sequence.items());
    items.set(index, set(items.get(index), rest, value));
    return new YamlNode.Sequence(sequence.location(), items);
  }
}
