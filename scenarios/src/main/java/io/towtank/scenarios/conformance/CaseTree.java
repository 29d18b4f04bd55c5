package io.towtank.scenarios.conformance;

import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import io.towtank.workloads.input.JsonProblem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object within a case, which knows where it stands. A field that is null is absent. */
final class CaseTree {
  private static final int DEPTH_MAX = 100;
  private static final int NAME_CHARS_MAX = 1000;
  private static final int STRING_CHARS_MAX = 1 << 20;
  private static final int NUMBER_CHARS_MAX = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNameLength(NAME_CHARS_MAX)
                          .maxStringLength(STRING_CHARS_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String position;
  private final String path;
  private final Map<String, Object> fields;

  private CaseTree(String position, String path, Map<String, Object> fields) {
    this.position = position;
    this.path = path;
    this.fields = fields;
  }

  /**
   * The object that a line is.
   *
   * @throws InputException if it is none
   */
  static CaseTree of(CaseLine line) {
    Object value;
    try {
      value = MAPPER.readValue(line.json(), Object.class);
    } catch (JacksonException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      String where = column > 0 ? " at column " + column : "";
      throw new InputException(
          line.position() + ": not JSON that can be used" + where + ": " + JsonProblem.of(e), e);
    }
    return of(line.position(), "", value);
  }

  private static CaseTree of(String position, String path, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw problem(position, path, value, "an object");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach(
        (name, field) -> {
          if (field != null) {
            fields.put(String.valueOf(name), field);
          }
        });
    return new CaseTree(position, path, Collections.unmodifiableMap(fields));
  }

  private static InputException problem(
      String position, String path, @Nullable Object found, String expected) {
    String where = path.isEmpty() ? position : position + ": " + path;
    return new InputException(where + ": expected " + expected + ", found " + kind(found));
  }

  private static String kind(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Map<?, ?>) {
      return "an object";
    }
    return value instanceof List<?> ? "a list" : Shown.quoted(String.valueOf(value));
  }

  /** A complaint about a field. */
  InputException problem(String name, String expected) {
    return problem(position, FieldPath.field(path, name), fields.get(name), expected);
  }

  /** File and line. */
  String position() {
    return position;
  }

  /** Where it stands within the line. */
  String path() {
    return path;
  }

  /** The fields that are there, in their order. */
  Map<String, Object> fields() {
    return fields;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Warns of fields other than these. */
  void warnOfOthers(Collection<String> known, Consumer<String> warnings) {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        warnings.accept(
            FieldPath.field(path, name)
                + ": this field is not known and has no effect"
                + NearestName.hint(name, known));
      }
    }
  }

  /** An object that must be there. */
  CaseTree object(String name) {
    return of(position, FieldPath.field(path, name), fields.get(name));
  }

  /** An object that may be absent. */
  @Nullable CaseTree optionalObject(String name) {
    return has(name) ? object(name) : null;
  }

  /** The objects of a list, none if it is absent. */
  List<CaseTree> objects(String name) {
    List<CaseTree> objects = new ArrayList<>();
    String listPath = FieldPath.field(path, name);
    for (Object item : list(name)) {
      objects.add(of(position, FieldPath.item(listPath, objects.size()), item));
    }
    return objects;
  }

  /** The strings of a list, none if it is absent. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    String listPath = FieldPath.field(path, name);
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        throw problem(position, FieldPath.item(listPath, texts.size()), item, "a string");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> list(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw problem(name, "a list");
    }
    return list;
  }

  /** A string that must be there. */
  String text(String name) {
    if (!(fields.get(name) instanceof String text)) {
      throw problem(name, "a string");
    }
    return text;
  }

  /** A string that may be absent. */
  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  /** A whole number that must be there. */
  long integer(String name) {
    Object value = fields.get(name);
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw problem(name, value instanceof BigInteger ? "a number of 64 bits" : "a whole number");
  }

  /** A whole number that may be absent. */
  long integer(String name, long otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /** A boolean that may be absent. */
  boolean flag(String name, boolean otherwise) {
    Object value = fields.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Boolean flag)) {
      throw problem(name, "true or false");
    }
    return flag;
  }
}
