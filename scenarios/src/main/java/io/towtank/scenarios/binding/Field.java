package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.Location;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.scenarios.yaml.YamlReader;
import io.towtank.text.NearestName;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a group: a component of a record.
 *
 * @param name name in files and of the component
 */
record Field(String name, FieldType type, RecordComponent component) {

  static Field of(RecordComponent component) {
    return new Field(component.getName(), FieldTypes.of(component), component);
  }

  /** What it means, for users. */
  String doc() {
    Doc doc = component.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalStateException("no @Doc on " + component);
    }
    return doc.value();
  }

  /** What holds where it is absent, as YAML; null where nothing does. */
  @Nullable String defaultText() {
    Default value = component.getAnnotation(Default.class);
    return value == null ? null : value.value();
  }

  /** The tree of {@link #defaultText()}. */
  @Nullable YamlNode defaultNode() {
    String text = defaultText();
    return text == null
        ? null
        : YamlReader.readText("the default of " + name, text, new Problems());
  }

  /** What is expected, in words. */
  String expected() {
    Constant constant = component.getAnnotation(Constant.class);
    return constant == null ? type.expected() : "'" + constant.value() + "'";
  }

  /** Whether it stands for all fields that the others don't name. */
  boolean isFurther() {
    return type instanceof MapTypes.FurtherType;
  }

  boolean isRequired() {
    return defaultText() == null
        && !isFurther()
        && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** The value of a tree, within this field's bounds; null where it is wrong. */
  @Nullable Object read(YamlNode node, String path, Reading reading) {
    Object value = type.read(node, path, reading);
    if (value == null) {
      return null;
    }
    String problem = problemOf(value, reading);
    return problem.isEmpty() ? value : FieldType.refuse(node, path, reading, problem);
  }

  private String problemOf(Object value, Reading reading) {
    Range range = component.getAnnotation(Range.class);
    if (range != null && !isWithin(range, value)) {
      return "expected " + type.expected() + " " + bounds(range);
    }
    Constant constant = component.getAnnotation(Constant.class);
    if (constant != null && !constant.value().equals(value)) {
      return "expected " + expected();
    }
    Matches matches = component.getAnnotation(Matches.class);
    if (matches != null && !value.toString().matches(matches.value())) {
      return "expected " + matches.expected();
    }
    Registered registered = component.getAnnotation(Registered.class);
    return registered == null
        ? ""
        : unlessNamed((String) value, reading.names().apply(registered.value()));
  }

  private static String unlessNamed(String value, Collection<String> names) {
    if (names.contains(value)) {
      return "";
    }
    String nearest = NearestName.nearest(value, names);
    return "expected one of "
        + String.join(", ", names)
        + (nearest.isEmpty() ? "" : "; " + Scalars.didYouMean(nearest));
  }

  private boolean isWithin(Range range, Object value) {
    return (range.min().isEmpty() || compare(value, range.min()) >= 0)
        && (range.max().isEmpty() || compare(value, range.max()) <= 0);
  }

  @SuppressWarnings("unchecked") // both values come from the same parser
  private int compare(Object value, String bound) {
    return ((Comparable<Object>) value).compareTo(((ScalarType) type).parseText(bound));
  }

  private static String bounds(Range range) {
    if (range.max().isEmpty()) {
      return "of " + range.min() + " or more";
    }
    return range.min().isEmpty()
        ? "of " + range.max() + " or less"
        : "from " + range.min() + " to " + range.max();
  }

  /** The bounds for people, empty where there are none. */
  String boundsText() {
    Range range = component.getAnnotation(Range.class);
    if (range != null) {
      return bounds(range);
    }
    Constant constant = component.getAnnotation(Constant.class);
    if (constant != null) {
      return "always `" + constant.value() + "`";
    }
    Matches matches = component.getAnnotation(Matches.class);
    return matches == null ? "" : matches.expected();
  }

  /** JSON Schema of the field, with its bounds, default and description. */
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", doc());
    schema.putAll(type.schema());
    Range range = component.getAnnotation(Range.class);
    if (range != null && (type == Scalars.INT || type == Scalars.LONG || type == Scalars.DOUBLE)) {
      putNumber(schema, "minimum", range.min());
      putNumber(schema, "maximum", range.max());
    }
    Constant constant = component.getAnnotation(Constant.class);
    if (constant != null) {
      schema.put("const", constant.value());
    }
    Matches matches = component.getAnnotation(Matches.class);
    if (matches != null) {
      schema.put("pattern", "^(" + matches.value() + ")$");
    }
    YamlNode value = defaultNode();
    if (value != null) {
      schema.put("default", CoreSchema.value(value));
    }
    return schema;
  }

  private static void putNumber(Map<String, Object> schema, String key, String bound) {
    if (!bound.isEmpty()) {
      Object value = CoreSchema.value(new YamlNode.Scalar(Location.of(key), bound, true));
      schema.put(key, value == null ? 0 : value);
    }
  }

  /** The groups of fields that this field's type is made of. */
  List<Class<?>> records() {
    List<Class<?>> records = new ArrayList<>();
    FieldType current = type;
    while (current instanceof ListType list) {
      current = list.item();
    }
    if (current instanceof RecordType group) {
      records.add(group.type());
    }
    return records;
  }
}
