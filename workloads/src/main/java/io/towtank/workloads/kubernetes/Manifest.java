package io.towtank.workloads.kubernetes;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One object while it is read: it knows what to call itself in messages. */
final class Manifest {
  private final String origin;
  private final String kind;
  private final String name;
  private final Warnings warnings;
  private final String prefix;

  /** An object that is named by its metadata, as far as that can be read. */
  Manifest(String origin, String kind, Map<?, ?> tree, Warnings warnings) {
    this.origin = origin;
    this.kind = kind;
    this.warnings = warnings;
    prefix = "";
    name = nameIn(tree, !KubernetesObjects.CLUSTER_SCOPED.contains(kind));
  }

  private Manifest(Manifest whole, String path) {
    origin = whole.origin;
    kind = whole.kind;
    name = whole.name;
    warnings = whole.warnings;
    prefix = whole.prefix + path + ".";
  }

  /** A part of the object that is read like one of its own: paths begin at that field. */
  Manifest under(String path) {
    return new Manifest(this, path);
  }

  private static String nameIn(Map<?, ?> tree, boolean namespaced) {
    if (!(tree.get("metadata") instanceof Map<?, ?> metadata)
        || !(metadata.get("name") instanceof String name)
        || name.isEmpty()) {
      return "without a name";
    }
    if (!namespaced) {
      return Shown.plain(name);
    }
    Object namespace = metadata.get("namespace");
    boolean named = namespace instanceof String text && !text.isEmpty();
    return Shown.plain(named ? namespace + "/" + name : "default/" + name);
  }

  /** An error at a field of the object. */
  InputException problem(String path, String problem) {
    return new InputException(
        origin + ": " + kind + " " + name + ": " + prefix + path + ": " + problem);
  }

  /** An error about the value of a field. */
  InputException unexpected(String path, @Nullable Object found, String expected) {
    return problem(path, "found " + show(found) + ", expected " + expected);
  }

  private static String show(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Map) {
      return "a mapping";
    }
    if (value instanceof Collection) {
      return "a list";
    }
    return value instanceof String text ? Shown.quoted(text) : Shown.plain(value.toString());
  }

  /**
   * Says that a field has no effect, once for all objects of the kind.
   *
   * @param path field of this object, with the positions of list items
   */
  void warn(String path, String problem) {
    String field = (prefix + path).replaceAll("\\[[^]]*]", "[]");
    warnings.once(
        kind + " " + field + " " + problem,
        origin + ": " + kind + " " + name + ": " + prefix + path + ": " + problem);
  }

  /** The same where the field is there at all. */
  void warnIfSet(@Nullable Object value, String path, String why) {
    boolean set =
        value instanceof Collection<?> list
            ? !list.isEmpty()
            : value instanceof Map<?, ?> map
                ? !map.isEmpty()
                : value != null && !value.equals(false);
    if (set) {
      warn(path, "has no effect: " + why);
    }
  }

  /** A value that must be there. */
  <T> T required(@Nullable T value, String path, String expected) {
    if (value == null) {
      throw unexpected(path, null, expected);
    }
    return value;
  }

  /** A text that must be there and not be empty. */
  String requiredText(@Nullable String value, String path) {
    if (value == null || value.isEmpty()) {
      throw unexpected(path, value, "text");
    }
    return value;
  }

  /** The items of a list, each made from an item and its path; null stands for an empty list. */
  <S, T> List<T> each(@Nullable List<S> items, String path, BiFunction<S, String, T> make) {
    if (items == null || items.isEmpty()) {
      return List.of();
    }
    List<T> made = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String itemPath = path + "[" + i + "]";
      made.add(make.apply(required(items.get(i), itemPath, "a value"), itemPath));
    }
    return made;
  }

  /** The texts of a list; null stands for an empty list. */
  List<String> texts(@Nullable List<String> items, String path) {
    return each(items, path, (item, itemPath) -> item);
  }

  /** A whole number within bounds. */
  int number(@Nullable Integer value, String path, int min, int max) {
    if (value == null || value < min || value > max) {
      String range = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
      throw unexpected(path, value, "a whole number, " + range);
    }
    return value;
  }

  /** The constant that a word stands for. */
  <T> T word(@Nullable String value, String path, Map<String, T> constants) {
    T constant = value == null ? null : constants.get(value);
    if (constant == null) {
      throw unexpected(path, value, "one of " + String.join(", ", constants.keySet()));
    }
    return constant;
  }

  /** The same, with what an absent or empty word means. */
  <T> T word(@Nullable String value, String path, Map<String, T> constants, T absent) {
    return value == null || value.isEmpty() ? absent : word(value, path, constants);
  }
}
