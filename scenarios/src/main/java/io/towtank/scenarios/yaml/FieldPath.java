package io.towtank.scenarios.yaml;

import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of fields within a tree: {@code cluster.nodes[0].capacity['example.com/fpga']}. */
public final class FieldPath {
  private static final int STEPS_MAX = 64;

  private FieldPath() {}

  /** The path of a field of the thing at a path. */
  public static String field(String parent, String name) {
    String shown = Shown.plain(name);
    boolean simple = !shown.isEmpty() && shown.chars().allMatch(FieldPath::isNameCharacter);
    if (!simple) {
      return parent + "['" + shown + "']";
    }
    return parent.isEmpty() ? shown : parent + "." + shown;
  }

  /** The path of an item of the list at a path; the first is 0. */
  public static String item(String parent, int index) {
    return parent + "[" + index + "]";
  }

  /**
   * The steps of a path: strings for fields, integers for items.
   *
   * @throws IllegalArgumentException if it is no path
   */
  public static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    int i = 0;
    while (i < path.length()) {
      if (path.startsWith("['", i)) {
        int end = path.indexOf("']", i);
        if (end < 0) {
          throw new IllegalArgumentException("expected '] after [' in the field's name");
        }
        steps.add(path.substring(i + 2, end));
        i = end + 2;
      } else if (path.charAt(i) == '[') {
        int end = path.indexOf(']', i);
        if (end < 0) {
          throw new IllegalArgumentException("expected ] after [ in the field's name");
        }
        steps.add(index(path.substring(i + 1, end)));
        i = end + 1;
      } else {
        int end = i;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
          end++;
        }
        if (end == i) {
          throw new IllegalArgumentException("expected a name between the dots");
        }
        steps.add(path.substring(i, end));
        i = end;
      }
      if (i < path.length() && path.charAt(i) == '.') {
        i++;
        if (i == path.length()) {
          throw new IllegalArgumentException("expected a name after the last dot");
        }
      }
    }
    if (steps.isEmpty() || steps.size() > STEPS_MAX) {
      throw new IllegalArgumentException("expected 1 to " + STEPS_MAX + " names");
    }
    return steps;
  }

  /** Where a field of a tree stands; where it does not, the nearest field around it. */
  public static Location locationOf(YamlNode root, String path) {
    YamlNode node = root;
    for (Object step : steps(path)) {
      YamlNode next = child(node, step);
      if (next == null) {
        break;
      }
      node = next;
    }
    return node.location();
  }

  /** The field of a tree, null if there is none. */
  public static @Nullable YamlNode find(YamlNode root, String path) {
    YamlNode node = root;
    for (Object step : steps(path)) {
      node = node == null ? null : child(node, step);
    }
    return node;
  }

  private static @Nullable YamlNode child(YamlNode node, Object step) {
    if (step instanceof Integer index) {
      return node instanceof YamlNode.Sequence sequence && index < sequence.items().size()
          ? sequence.items().get(index)
          : null;
    }
    YamlNode.Entry entry =
        node instanceof YamlNode.Mapping mapping ? mapping.entry((String) step) : null;
    return entry == null ? null : entry.value();
  }

  private static Integer index(String text) {
    try {
      int index = Integer.parseInt(text);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("expected a number from 0 in [" + Shown.plain(text) + "]");
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
