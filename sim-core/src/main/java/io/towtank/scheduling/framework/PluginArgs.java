package io.towtank.scheduling.framework;

import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's arguments: a tree of strings, numbers, booleans, lists and maps, as configuration
 * files have them.
 *
 * <p>Each read marks its key as known; {@link #unknownKeys()} are the rest. The accessors refuse
 * what has the wrong type or range with an {@link IllegalArgumentException} that names the key, and
 * the groups around it.
 */
public final class PluginArgs {
  /** No arguments: every default holds. */
  public static final PluginArgs NONE = new PluginArgs("", new TreeMap<>());

  private final String prefix;
  private final SortedMap<String, Object> values;
  private final SortedSet<String> known = new TreeSet<>();
  private final SortedMap<String, PluginArgs> groups = new TreeMap<>();

  /**
   * Arguments of one group.
   *
   * @param prefix path of the group and a dot; empty at the top
   */
  private PluginArgs(String prefix, SortedMap<String, Object> values) {
    this.prefix = prefix;
    this.values = values;
  }

  /** The arguments of a map. */
  public static PluginArgs of(Map<String, ?> map) {
    return new PluginArgs("", new TreeMap<>(map));
  }

  /** A fresh copy, none of whose keys is known. */
  public PluginArgs copy() {
    return new PluginArgs(prefix, new TreeMap<>(values));
  }

  /** A fresh copy that lacks some keys. */
  public PluginArgs without(String... keys) {
    PluginArgs rest = copy();
    for (String key : keys) {
      rest.values.remove(key);
    }
    return rest;
  }

  /** A string. */
  public String string(String key, String defaultValue) {
    Object value = read(key);
    if (value == null) {
      return defaultValue;
    }
    if (value instanceof String text) {
      return text;
    }
    throw wrong(key, value, "a string");
  }

  /** One of a few words. */
  public String oneOf(String key, String defaultValue, String... legal) {
    String value = string(key, defaultValue);
    if (!Arrays.asList(legal).contains(value)) {
      throw new IllegalArgumentException(
          prefix
              + key
              + ": "
              + Shown.quoted(value)
              + " is not known"
              + NearestName.hint(value, Arrays.asList(legal)));
    }
    return value;
  }

  /** A whole number within bounds. */
  public long integer(String key, long defaultValue, long min, long max) {
    Object value = read(key);
    if (value == null) {
      return defaultValue;
    }
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw wrong(key, value, "a whole number from " + min + " to " + max);
  }

  /** A number within bounds. */
  public double number(String key, double defaultValue, double min, double max) {
    Object value = read(key);
    if (value == null) {
      return defaultValue;
    }
    if (value instanceof Number number
        && number.doubleValue() >= min
        && number.doubleValue() <= max) {
      return number.doubleValue();
    }
    throw wrong(key, value, "a number from " + min + " to " + max);
  }

  /** A truth value. */
  public boolean bool(String key, boolean defaultValue) {
    Object value = read(key);
    if (value == null) {
      return defaultValue;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw wrong(key, value, "true or false");
  }

  /** A group of arguments; empty where absent. */
  public PluginArgs child(String key) {
    Object value = read(key);
    return value == null ? new PluginArgs(prefix + key + ".", new TreeMap<>()) : group(key, value);
  }

  /** A list of groups of arguments; null where absent. */
  public @Nullable List<PluginArgs> children(String key) {
    Object value = read(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(key, value, "a list");
    }
    List<PluginArgs> children = new ArrayList<>();
    for (Object element : list) {
      children.add(group(key + "[" + children.size() + "]", element));
    }
    return children;
  }

  /** A list of strings; empty where absent. */
  public List<String> strings(String key) {
    Object value = read(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(key, value, "a list of strings");
    }
    List<String> strings = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String text)) {
        throw wrong(key + "[" + strings.size() + "]", element, "a string");
      }
      strings.add(text);
    }
    return strings;
  }

  /** Whether no argument is given. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether the key is given. */
  public boolean contains(String key) {
    return read(key) != null;
  }

  /** Keys given that nobody has read, those within groups included, and what could be meant. */
  public List<String> unknownKeys() {
    List<String> unknown = new ArrayList<>();
    collectUnknownKeys(unknown);
    return unknown;
  }

  private void collectUnknownKeys(List<String> unknown) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        unknown.add("unknown argument '" + prefix + key + "'" + NearestName.hint(key, known));
      }
    }
    groups.values().forEach(group -> group.collectUnknownKeys(unknown));
  }

  private PluginArgs group(String path, @Nullable Object value) {
    PluginArgs group = ofTree(path, value);
    groups.put(path, group);
    return group;
  }

  private @Nullable Object read(String key) {
    known.add(key);
    return values.get(key);
  }

  private PluginArgs ofTree(String path, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(path, value, "a group of arguments");
    }
    SortedMap<String, Object> tree = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      tree.put(String.valueOf(entry.getKey()), entry.getValue());
    }
    return new PluginArgs(prefix + path + ".", tree);
  }

  private IllegalArgumentException wrong(String key, @Nullable Object value, String expected) {
    return new IllegalArgumentException(
        prefix + key + ": expected " + expected + ", found " + Shown.plain(String.valueOf(value)));
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
