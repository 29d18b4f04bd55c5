package io.towtank.scenarios.binding;

import io.towtank.model.Labels;
import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.scheduling.framework.PluginArgs;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Groups whose names are the user's own. */
final class MapTypes {
  private MapTypes() {}

  /** Texts by name. */
  record LabelsType() implements FieldType {
    @Override
    public @Nullable Object read(YamlNode node, String path, Reading reading) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        return FieldType.refuse(node, path, reading, "expected " + expected());
      }
      SortedMap<String, String> labels = new TreeMap<>();
      for (YamlNode.Entry entry : mapping.entries()) {
        Object value =
            Scalars.TEXT.read(entry.value(), FieldPath.field(path, entry.key()), reading);
        if (value != null) {
          labels.put(entry.key(), (String) value);
        }
      }
      return labels.size() == mapping.entries().size() ? Labels.of(labels) : null;
    }

    @Override
    public String expected() {
      return "labels, such as {app: web}";
    }

    @Override
    public String title() {
      return "labels";
    }

    @Override
    public Map<String, Object> schema() {
      return Scalars.ordered(
          "type", "object", "additionalProperties", Scalars.ordered("type", "string"));
    }
  }

  /** Whatever another part of the program makes of it. */
  record FreeType() implements FieldType {
    @Override
    public @Nullable Object read(YamlNode node, String path, Reading reading) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        return FieldType.refuse(node, path, reading, "expected " + expected());
      }
      SortedMap<String, Object> values = new TreeMap<>();
      for (YamlNode.Entry entry : mapping.entries()) {
        Object value = CoreSchema.value(entry.value());
        if (value != null) {
          values.put(entry.key(), value);
        }
      }
      return PluginArgs.of(values);
    }

    @Override
    public String expected() {
      return "a group of arguments";
    }

    @Override
    public String title() {
      return "arguments";
    }

    @Override
    public Map<String, Object> schema() {
      return Scalars.ordered("type", "object");
    }
  }

  /** The fields that a group's record does not name. */
  record FurtherType() implements FieldType {
    @Override
    public @Nullable Object read(YamlNode node, String path, Reading reading) {
      SortedMap<String, Object> values = new TreeMap<>();
      if (node instanceof YamlNode.Mapping mapping) {
        for (YamlNode.Entry entry : mapping.entries()) {
          Object value = CoreSchema.value(entry.value());
          if (value != null) {
            values.put(entry.key(), value);
          }
        }
      }
      return new FurtherFields(values);
    }

    @Override
    public String expected() {
      return "further fields";
    }

    @Override
    public String title() {
      return "further fields";
    }

    @Override
    public Map<String, Object> schema() {
      return Scalars.ordered();
    }
  }

  /** Single values by name, as the texts that they are written with. */
  record OptionsType() implements FieldType {
    @Override
    public @Nullable Object read(YamlNode node, String path, Reading reading) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        return FieldType.refuse(node, path, reading, "expected " + expected());
      }
      SortedMap<String, String> options = new TreeMap<>();
      boolean sound = true;
      for (YamlNode.Entry entry : mapping.entries()) {
        if (entry.value() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
          options.put(entry.key(), scalar.text());
        } else {
          FieldType.refuse(
              entry.value(),
              FieldPath.field(path, entry.key()),
              reading,
              "expected a single value");
          sound = false;
        }
      }
      return sound ? options : null;
    }

    @Override
    public String expected() {
      return "options, each with a single value";
    }

    @Override
    public String title() {
      return "options";
    }

    @Override
    public Map<String, Object> schema() {
      return Scalars.ordered(
          "type",
          "object",
          "additionalProperties",
          Scalars.ordered("type", List.of("string", "number", "boolean")));
    }
  }
}
