package io.towtank.workloads.kubernetes;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.fabric8.kubernetes.api.model.Quantity;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.TokenBuffer;

/** Makes fabric8's model objects from trees of maps, lists and scalars. */
final class TreeReader {
  private static final String MANIFEST = "manifest";
  private static final JsonMapper MAPPER = mapper();

  private TreeReader() {}

  /** The object; fields that the model type does not have are warned of. */
  static <T> T read(Manifest manifest, Map<?, ?> tree, FieldTree ignored, Class<T> type) {
    TokenBuffer buffer = TokenBuffer.forGeneration();
    new TreeWriter(manifest, buffer).write(tree, ignored);
    try (JsonParser parser = buffer.asParser()) {
      return MAPPER.readerFor(type).withAttribute(MANIFEST, manifest).readValue(parser);
    } catch (JacksonException e) {
      throw problem(manifest, tree, e);
    }
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .annotationIntrospector(new UnknownFieldsShown())
        .addMixIn(Quantity.class, QuantityMixIn.class)
        .addHandler(new UnknownFieldWarning())
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  private static InputException problem(Manifest manifest, Map<?, ?> tree, JacksonException e) {
    StringBuilder path = new StringBuilder();
    Object found = tree;
    for (JacksonException.Reference step : e.getPath()) {
      String property = step.getPropertyName();
      if (property != null) {
        path.append(path.isEmpty() ? "" : ".").append(Shown.plain(property));
        found = found instanceof Map<?, ?> map ? map.get(property) : null;
      } else {
        path.append('[').append(step.getIndex()).append(']');
        found =
            found instanceof List<?> list && step.getIndex() >= 0 && step.getIndex() < list.size()
                ? list.get(step.getIndex())
                : null;
      }
    }
    return manifest.unexpected(path.toString(), found, expected(targetOf(e)));
  }

  private static @Nullable Class<?> targetOf(JacksonException e) {
    if (e instanceof InputCoercionException tooLarge) {
      return tooLarge.getTargetType();
    }
    return e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
  }

  private static String expected(@Nullable Class<?> target) {
    if (target == null) {
      return "another kind of value";
    }
    if (target == String.class) {
      return "text (a number or true/false needs quotes)";
    }
    if (target == Boolean.class || target == boolean.class) {
      return "true or false";
    }
    if (target == Quantity.class) {
      return "a quantity such as 500m, 2 or 4Gi";
    }
    if (target == Integer.class || target == int.class) {
      return "a whole number, " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
    }
    if (Number.class.isAssignableFrom(target) || target.isPrimitive()) {
      return "a whole number";
    }
    return Collection.class.isAssignableFrom(target) ? "a list" : "a mapping";
  }

  /** Hides the catch-alls of the model types, so that a field they lack is reported. */
  private static final class UnknownFieldsShown extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
      return annotated.hasAnnotation(JsonAnySetter.class) ? Boolean.FALSE : null;
    }
  }

  private static final class UnknownFieldWarning extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        ValueDeserializer<?> deserializer,
        Object owner,
        String property) {
      Collection<Object> known = deserializer.getKnownPropertyNames();
      String nearest = "";
      if (known != null) {
        TreeSet<String> names = new TreeSet<>();
        known.forEach(name -> names.add(name.toString()));
        nearest = NearestName.nearest(property, names);
      }
      String path = parser.streamReadContext().pathAsPointer().toString();
      if (context.getAttribute(MANIFEST) instanceof Manifest manifest) {
        manifest.warn(
            dotted(path),
            "unknown field, has no effect"
                + (nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?"));
      }
      parser.skipChildren();
      return true;
    }

    private static String dotted(String pointer) {
      StringBuilder path = new StringBuilder();
      for (String step : pointer.substring(1).split("/", -1)) {
        String name = Shown.plain(step.replace("~1", "/").replace("~0", "~"));
        boolean index = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (index) {
          path.append('[').append(name).append(']');
        } else {
          path.append(path.isEmpty() ? "" : ".").append(name);
        }
      }
      return path.toString();
    }
  }

  @JsonDeserialize(using = QuantityAsWritten.class)
  private interface QuantityMixIn {}

  /** Keeps a quantity's notation; what it amounts to is worked out by the simulator's own type. */
  private static final class QuantityAsWritten extends ValueDeserializer<Quantity> {
    @Override
    public Quantity deserialize(JsonParser parser, DeserializationContext context) {
      return switch (parser.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            new Quantity(parser.getString(), "");
        default -> (Quantity) context.handleUnexpectedToken(Quantity.class, parser);
      };
    }
  }

  /** Writes a tree as tokens, within bounds, without the fields that nobody reads. */
  private static final class TreeWriter {
    private static final int DEPTH_MAX = 64;
    private static final int VALUES_MAX = 1_000_000;
    private static final int CHARS_MAX = 1 << 20;

    private final Manifest manifest;
    private final TokenBuffer out;
    private int values;

    TreeWriter(Manifest manifest, TokenBuffer out) {
      this.manifest = manifest;
      this.out = out;
    }

    void write(Map<?, ?> tree, FieldTree ignored) {
      writeMap(tree, ignored, 0);
    }

    private void writeMap(Map<?, ?> map, @Nullable FieldTree ignored, int depth) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!(entry.getKey() instanceof String key)) {
          throw manifest.problem(
              "a mapping's key",
              "found " + Shown.plain(String.valueOf(entry.getKey())) + ", expected text");
        }
        FieldTree below = ignored == null ? null : ignored.child(key);
        if (below == null || !below.isLeaf()) {
          out.writeName(key);
          writeValue(entry.getValue(), below, depth + 1);
        }
      }
      out.writeEndObject();
    }

    private void writeValue(@Nullable Object value, @Nullable FieldTree ignored, int depth) {
      values++;
      if (depth > DEPTH_MAX || values > VALUES_MAX) {
        throw manifest.problem(
            "the object", "more than " + DEPTH_MAX + " levels or " + VALUES_MAX + " values");
      }
      if (value == null) {
        out.writeNull();
      } else if (value instanceof Map<?, ?> map) {
        writeMap(map, ignored, depth);
      } else if (value instanceof Collection<?> list) {
        out.writeStartArray();
        for (Object item : list) {
          writeValue(item, ignored, depth + 1);
        }
        out.writeEndArray();
      } else {
        writeScalar(value);
      }
    }

    private void writeScalar(Object value) {
      if (value instanceof String text) {
        if (text.length() > CHARS_MAX) {
          throw manifest.problem("the object", "a text of more than " + CHARS_MAX + " characters");
        }
        out.writeString(text);
      } else if (value instanceof Boolean flag) {
        out.writeBoolean(flag);
      } else if (value instanceof Integer number) {
        out.writeNumber(number.intValue());
      } else if (value instanceof Long number) {
        out.writeNumber(number.longValue());
      } else if (value instanceof BigInteger number) {
        out.writeNumber(number);
      } else if (value instanceof BigDecimal number) {
        out.writeNumber(number);
      } else if (value instanceof Double || value instanceof Float) {
        out.writeNumber(((Number) value).doubleValue());
      } else {
        throw manifest.problem(
            "the object", "a value of an unknown kind: " + Shown.plain(value.toString()));
      }
    }
  }
}
