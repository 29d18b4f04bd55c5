package io.towtank.scenarios.binding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Describes records for editors and for people. */
public final class Descriptions {
  private Descriptions() {}

  /**
   * JSON Schema (draft 2020-12) of files that hold such a record: maps, lists, texts, numbers and
   * booleans.
   *
   * @param id the schema's own address
   */
  public static Map<String, Object> jsonSchema(Class<? extends Record> root, String id) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", id);
    schema.put("title", RecordType.nameOf(root));
    schema.putAll(group(root));
    Map<String, Object> definitions = new LinkedHashMap<>();
    for (Class<?> type : records(root)) {
      if (type != root) {
        definitions.put(RecordType.nameOf(type), group(type));
      }
    }
    schema.put("$defs", definitions);
    return schema;
  }

  private static Map<String, Object> group(Class<?> type) {
    List<Field> fields = new RecordType(type).fields();
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.stream()
        .filter(field -> !field.isFurther())
        .forEach(field -> properties.put(field.name(), field.schema()));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", docOf(type));
    schema.put("type", "object");
    schema.put("properties", properties);
    List<String> required = fields.stream().filter(Field::isRequired).map(Field::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", fields.stream().anyMatch(Field::isFurther));
    addChoices(type, schema);
    return schema;
  }

  private static void addChoices(Class<?> type, Map<String, Object> schema) {
    List<Object> all = new ArrayList<>();
    if (type.isAnnotationPresent(ExactlyOne.class)) {
      all.add(Map.of("oneOf", requireEach(type.getAnnotation(ExactlyOne.class).value())));
    }
    if (type.isAnnotationPresent(AtLeastOne.class)) {
      all.add(Map.of("anyOf", requireEach(type.getAnnotation(AtLeastOne.class).value())));
    }
    if (type.isAnnotationPresent(AtMostOne.class)) {
      List<String> names = List.of(type.getAnnotation(AtMostOne.class).value());
      for (int i = 0; i < names.size(); i++) {
        for (String other : names.subList(i + 1, names.size())) {
          all.add(Map.of("not", Map.of("required", List.of(names.get(i), other))));
        }
      }
    }
    if (!all.isEmpty()) {
      schema.put("allOf", all);
    }
  }

  private static List<Object> requireEach(String[] names) {
    return Arrays.stream(names).<Object>map(name -> Map.of("required", List.of(name))).toList();
  }

  /** A reference page in Markdown: one section for each group of fields. */
  public static String markdown(Class<? extends Record> root) {
    StringBuilder page = new StringBuilder();
    for (Class<?> type : records(root)) {
      page.append("\n## ").append(RecordType.nameOf(type)).append("\n\n");
      page.append(docOf(type)).append("\n\n");
      page.append(choicesInWords(type));
      page.append("| field | type | default | meaning |\n|---|---|---|---|\n");
      for (Field field : new RecordType(type).fields()) {
        page.append(row(field));
      }
    }
    return page.toString();
  }

  private static String row(Field field) {
    String defaultText = field.defaultText();
    String whenAbsent =
        field.isRequired() ? "**required**" : defaultText == null ? "" : "`" + defaultText + "`";
    String bounds = field.boundsText();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s%s |\n",
        field.isFurther() ? "others" : "`" + field.name() + "`",
        field.type().title(),
        whenAbsent,
        field.doc().replace("|", "\\|"),
        bounds.isEmpty() ? "" : " (" + bounds.replace("|", "\\|") + ")");
  }

  private static String choicesInWords(Class<?> type) {
    StringBuilder words = new StringBuilder();
    if (type.isAnnotationPresent(ExactlyOne.class)) {
      words.append(choice("Exactly one of ", type.getAnnotation(ExactlyOne.class).value()));
    }
    if (type.isAnnotationPresent(AtLeastOne.class)) {
      words.append(choice("At least one of ", type.getAnnotation(AtLeastOne.class).value()));
    }
    if (type.isAnnotationPresent(AtMostOne.class)) {
      words.append(choice("At most one of ", type.getAnnotation(AtMostOne.class).value()));
    }
    return words.toString();
  }

  private static String choice(String start, String[] names) {
    return start + "`" + String.join("`, `", names) + "` is given.\n\n";
  }

  /** The root and every group below it, each once, in the order in which they are met. */
  private static Set<Class<?>> records(Class<?> root) {
    Set<Class<?>> found = new LinkedHashSet<>();
    collect(root, found);
    return found;
  }

  private static void collect(Class<?> type, Set<Class<?>> found) {
    if (found.add(type)) {
      for (Field field : new RecordType(type).fields()) {
        field.records().forEach(inner -> collect(inner, found));
      }
    }
  }

  private static String docOf(Class<?> type) {
    Doc doc = type.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalStateException("no @Doc on " + type);
    }
    return doc.value();
  }
}
