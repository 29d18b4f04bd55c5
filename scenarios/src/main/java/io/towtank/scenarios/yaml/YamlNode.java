package io.towtank.scenarios.yaml;

import io.towtank.text.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of YAML and where it stood. */
public sealed interface YamlNode {
  /** Where it begins. */
  Location location();

  /** What it is, for messages: {@code 'text'}, {@code a list}, {@code a group of fields}. */
  String describe();

  /**
   * A single value.
   *
   * @param text without quotes
   * @param plain whether it stood without quotes, so that it may be a number, a truth value or null
   */
  record Scalar(Location location, String text, boolean plain) implements YamlNode {
    /** Whether it says that there is no value. */
    public boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    @Override
    public String describe() {
      return isNull() ? "nothing" : Shown.quoted(text);
    }
  }

  /** A list. */
  record Sequence(Location location, List<YamlNode> items) implements YamlNode {
    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Named values, in the order of the file; no name stands twice. */
  record Mapping(Location location, List<Entry> entries) implements YamlNode {
    /** Copies the entries. */
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The entry of this name, or null. */
    public @Nullable Entry entry(String key) {
      for (Entry entry : entries) {
        if (entry.key().equals(key)) {
          return entry;
        }
      }
      return null;
    }

    @Override
    public String describe() {
      return "a group of fields";
    }
  }

  /** A named value. */
  record Entry(String key, Location keyLocation, YamlNode value) {}
}
