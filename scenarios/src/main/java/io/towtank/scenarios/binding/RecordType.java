package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of fields: a record. */
record RecordType(Class<?> type) implements FieldType {
  private static final String SUFFIX = "Spec";

  List<Field> fields() {
    return Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
  }

  /** Its name for users: the record's, without {@code Spec}. */
  static String nameOf(Class<?> type) {
    String name = type.getSimpleName();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  @Override
  public @Nullable Object read(YamlNode node, String path, Reading reading) {
    if (!(unfolded(node) instanceof YamlNode.Mapping mapping)) {
      return FieldType.refuse(node, path, reading, "expected " + expected());
    }
    List<Field> fields = fields();
    boolean takesAll = fields.stream().anyMatch(Field::isFurther);
    boolean sound = takesAll || noneUnknown(mapping, path, fields, reading);
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      Field field = fields.get(i);
      String fieldPath = FieldPath.field(path, field.name());
      YamlNode value = field.isFurther() ? rest(mapping, fields) : given(mapping, field.name());
      if (value == null) {
        if (field.isRequired()) {
          reading
              .problems()
              .add(mapping.location(), fieldPath, "found nothing, expected " + field.expected());
          sound = false;
          continue;
        }
        value = field.defaultNode();
      }
      if (value != null) {
        values[i] = field.read(value, fieldPath, reading);
        sound &= values[i] != null;
      }
    }
    sound &= choicesAreRight(mapping, path, reading);
    return sound ? create(values, mapping, path, reading) : null;
  }

  /** A group, also where a single value stands for it. */
  private YamlNode unfolded(YamlNode node) {
    Shorthand shorthand = type.getAnnotation(Shorthand.class);
    return shorthand != null && node instanceof YamlNode.Scalar scalar && !scalar.isNull()
        ? new YamlNode.Mapping(
            node.location(), List.of(new YamlNode.Entry(shorthand.value(), node.location(), node)))
        : node;
  }

  private static YamlNode rest(YamlNode.Mapping mapping, List<Field> fields) {
    List<String> named = fields.stream().filter(f -> !f.isFurther()).map(Field::name).toList();
    return new YamlNode.Mapping(
        mapping.location(),
        mapping.entries().stream().filter(entry -> !named.contains(entry.key())).toList());
  }

  private static @Nullable YamlNode given(YamlNode.Mapping mapping, String name) {
    YamlNode.Entry entry = mapping.entry(name);
    if (entry == null || (entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull())) {
      return null;
    }
    return entry.value();
  }

  private static boolean noneUnknown(
      YamlNode.Mapping mapping, String path, List<Field> fields, Reading reading) {
    List<String> legal = fields.stream().map(Field::name).toList();
    boolean sound = true;
    for (YamlNode.Entry entry : mapping.entries()) {
      if (!legal.contains(entry.key())) {
        reading
            .problems()
            .add(
                entry.keyLocation(),
                FieldPath.field(path, entry.key()),
                "unknown field "
                    + Shown.quoted(entry.key())
                    + NearestName.hint(entry.key(), legal));
        sound = false;
      }
    }
    return sound;
  }

  private boolean choicesAreRight(YamlNode.Mapping mapping, String path, Reading reading) {
    boolean sound = true;
    ExactlyOne exactlyOne = type.getAnnotation(ExactlyOne.class);
    if (exactlyOne != null) {
      sound &= choice(exactlyOne.value(), 1, 1, mapping, path, reading);
    }
    AtMostOne atMostOne = type.getAnnotation(AtMostOne.class);
    if (atMostOne != null) {
      sound &= choice(atMostOne.value(), 0, 1, mapping, path, reading);
    }
    AtLeastOne atLeastOne = type.getAnnotation(AtLeastOne.class);
    if (atLeastOne != null) {
      sound &= choice(atLeastOne.value(), 1, Integer.MAX_VALUE, mapping, path, reading);
    }
    return sound;
  }

  private static boolean choice(
      String[] names, int min, int max, YamlNode.Mapping mapping, String path, Reading reading) {
    List<String> present =
        Arrays.stream(names).filter(name -> given(mapping, name) != null).toList();
    if (present.size() >= min && present.size() <= max) {
      return true;
    }
    String found = present.isEmpty() ? "none of them" : String.join(" and ", present);
    String wanted = max > 1 ? "at least one of " : min == 0 ? "at most one of " : "one of ";
    reading
        .problems()
        .add(
            mapping.location(),
            path,
            "found " + found + ", expected " + wanted + String.join(", ", names));
    return false;
  }

  private @Nullable Object create(
      @Nullable Object[] values, YamlNode node, String path, Reading reading) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        reading.problems().add(node.location(), path, String.valueOf(refused.getMessage()));
        return null;
      }
      throw new IllegalStateException("can't make a " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make a " + type, e);
    }
  }

  @Override
  public String expected() {
    return "a group of fields ("
        + String.join(", ", fields().stream().filter(f -> !f.isFurther()).map(Field::name).toList())
        + ")";
  }

  @Override
  public String title() {
    String name = nameOf(type);
    Shorthand shorthand = type.getAnnotation(Shorthand.class);
    return (shorthand == null ? "" : field(shorthand).type().title() + " or ")
        + "["
        + name
        + "](#"
        + name.toLowerCase(Locale.ROOT)
        + ")";
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> group = Scalars.ordered("$ref", "#/$defs/" + nameOf(type));
    Shorthand shorthand = type.getAnnotation(Shorthand.class);
    return shorthand == null
        ? group
        : Scalars.ordered("anyOf", List.of(field(shorthand).type().schema(), group));
  }

  private Field field(Shorthand shorthand) {
    return fields().stream()
        .filter(field -> field.name().equals(shorthand.value()))
        .findFirst()
        .orElseThrow();
  }
}
