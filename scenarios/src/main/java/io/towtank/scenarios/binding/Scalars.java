package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.text.Durations;
import io.towtank.text.NearestName;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The single values that fields can have. */
final class Scalars {
  static final ScalarType TEXT =
      new ScalarType("text", "text", Map.of("type", "string"), Scalars::text);

  static final ScalarType TRUTH =
      new ScalarType("true or false", "boolean", Map.of("type", "boolean"), Scalars::truth);

  static final ScalarType LONG =
      new ScalarType("a whole number", "integer", Map.of("type", "integer"), Scalars::wholeNumber);

  static final ScalarType INT =
      new ScalarType(
          "a whole number", "integer", Map.of("type", "integer"), scalar -> toInt(scalar));

  static final ScalarType DOUBLE =
      new ScalarType("a number", "number", Map.of("type", "number"), Scalars::number);

  static final ScalarType DURATION =
      new ScalarType(
          "a duration with its unit, such as 90s, 5m, 1h30m, 250ms or 1d",
          "duration",
          ordered("type", "string", "pattern", Durations.PATTERN),
          Scalars::duration);

  private static final String TIME_PATTERN =
      "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
          + "(Z|[-+][0-9]{2}:[0-9]{2})$";

  private static final Pattern TIME = Pattern.compile(TIME_PATTERN);

  static final ScalarType INSTANT =
      new ScalarType(
          "a date and time with its zone, such as 2026-03-01T08:00:00Z (RFC 3339)",
          "date and time",
          ordered("type", "string", "pattern", TIME_PATTERN),
          Scalars::instant);

  static final ScalarType RATIO =
      new ScalarType(
          "a factor or a percentage, such as 1.3 or 130%",
          "ratio",
          ordered(
              "anyOf",
              List.of(
                  ordered("type", "number", "minimum", 0),
                  ordered("type", "string", "pattern", "^[0-9]+(\\.[0-9]+)?%$"))),
          scalar -> Ratio.parse(scalar.text()));

  static final ScalarType BYTES =
      new ScalarType(
          "an amount of bytes, such as 512Mi or 2G",
          "bytes",
          Amounts.QUANTITY_SCHEMA,
          scalar -> new ByteSize(Amounts.parse("memory", scalar.text())));

  private Scalars() {}

  /** The words of an enum. */
  static ScalarType ofEnum(Class<?> type, @Nullable Words words) {
    WordStyle style = words == null ? WordStyle.KEBAB : words.value();
    Map<String, Enum<?>> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(style.spell((Enum<?>) constant), (Enum<?>) constant);
    }
    List<String> names = List.copyOf(constants.keySet());
    String expected = names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names);
    return new ScalarType(
        expected,
        String.join(
            " \\| ", Stream.of(names).flatMap(List::stream).map(n -> "`" + n + "`").toList()),
        ordered("type", "string", "enum", names),
        scalar -> {
          Enum<?> constant = constants.get(scalar.text());
          if (constant != null) {
            return constant;
          }
          throw new IllegalArgumentException(didYouMean(NearestName.nearest(scalar.text(), names)));
        });
  }

  /** A map in the order given. */
  static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  static String didYouMean(String name) {
    return name.isEmpty() ? "" : "did you mean '" + name + "'?";
  }

  private static String text(YamlNode.Scalar scalar) {
    if (!CoreSchema.isText(scalar)) {
      throw new IllegalArgumentException("put it in quotes: \"" + scalar.text() + "\"");
    }
    return scalar.text();
  }

  private static Boolean truth(YamlNode.Scalar scalar) {
    if (scalar.plain() && CoreSchema.TRUE.matcher(scalar.text()).matches()) {
      return true;
    }
    if (scalar.plain() && CoreSchema.FALSE.matcher(scalar.text()).matches()) {
      return false;
    }
    throw new IllegalArgumentException(
        switch (scalar.text().toLowerCase(Locale.ROOT)) {
          case "yes", "on", "true", "1" -> didYouMean("true");
          case "no", "off", "false", "0" -> didYouMean("false");
          default -> "";
        });
  }

  private static Long wholeNumber(YamlNode.Scalar scalar) {
    if (!scalar.plain() || !CoreSchema.INTEGER.matcher(scalar.text()).matches()) {
      throw new IllegalArgumentException("");
    }
    try {
      return Long.parseLong(scalar.text());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("it is too large", e);
    }
  }

  private static Integer toInt(YamlNode.Scalar scalar) {
    long number = wholeNumber(scalar);
    if (number != (int) number) {
      throw new IllegalArgumentException("it is too large");
    }
    return (int) number;
  }

  private static Double number(YamlNode.Scalar scalar) {
    if (!scalar.plain() || !CoreSchema.NUMBER.matcher(scalar.text()).matches()) {
      throw new IllegalArgumentException("");
    }
    double number = Double.parseDouble(scalar.text());
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("it is too large");
    }
    return number;
  }

  private static Instant instant(YamlNode.Scalar scalar) {
    if (!TIME.matcher(scalar.text()).matches()) {
      throw new IllegalArgumentException("");
    }
    try {
      return OffsetDateTime.parse(scalar.text()).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("there is no such date or time", e);
    }
  }

  private static Duration duration(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (CoreSchema.NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(didYouMean(text + "s"));
    }
    return Durations.parse(text);
  }
}
