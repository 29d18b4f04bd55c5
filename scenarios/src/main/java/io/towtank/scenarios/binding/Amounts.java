package io.towtank.scenarios.binding;

import io.towtank.model.Quantity;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of resources by name. */
final class Amounts implements FieldType {
  static final Map<String, Object> QUANTITY_SCHEMA =
      Scalars.ordered(
          "anyOf",
          List.of(
              Scalars.ordered("type", "number", "minimum", 0),
              Scalars.ordered(
                  "type",
                  "string",
                  "pattern",
                  "^[+]?[0-9]*(\\.[0-9]*)?(n|u|m|k|M|G|T|P|E|[KMGTPE]i|[eE][-+]?[0-9]+)?$")));

  private static final List<String> NATIVE =
      List.of(
          ResourceNames.CPU,
          ResourceNames.EPHEMERAL_STORAGE,
          ResourceNames.MEMORY,
          ResourceNames.PODS);

  /** Source: Kubernetes docs, "Extended Resources": a qualified name. */
  private static final Pattern QUALIFIED =
      Pattern.compile(
          "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/"
              + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  private static final String HUGE_PAGES = "hugepages-";
  private static final List<String> SUFFIXES =
      List.of("k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "m");

  @Override
  public @Nullable Object read(YamlNode node, String path, Reading reading) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return FieldType.refuse(node, path, reading, "expected " + expected());
    }
    SortedMap<String, Long> amounts = new TreeMap<>();
    boolean sound = true;
    for (YamlNode.Entry entry : mapping.entries()) {
      String name = entry.key();
      String field = FieldPath.field(path, name);
      if (!isResource(name)) {
        reading
            .problems()
            .add(
                entry.keyLocation(),
                field,
                "unknown resource "
                    + Shown.quoted(name)
                    + NearestName.hint(name, NATIVE)
                    + "; others have a domain, such as example.com/fpga");
        sound = false;
        continue;
      }
      Object amount = amount(name).read(entry.value(), field, reading);
      if (amount == null) {
        sound = false;
      } else {
        amounts.put(name, (Long) amount);
      }
    }
    return sound ? ResourceList.of(amounts) : null;
  }

  /** The amount of a resource in its unit; the exception's message is a hint, or empty. */
  static long parse(String resource, String text) {
    try {
      return Quantity.parse(resource, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(hint(resource, text), e);
    }
  }

  private static ScalarType amount(String resource) {
    String expected =
        resource.equals(ResourceNames.CPU)
            ? "CPU cores such as 500m, 2 or 1.5, not below 0"
            : "bytes".equals(ResourceNames.unit(resource))
                ? "bytes such as 512Mi, 4Gi or 2G, not below 0"
                : "a count such as 2, not below 0";
    return new ScalarType(
        expected, "quantity", QUANTITY_SCHEMA, scalar -> parse(resource, scalar.text()));
  }

  private static String hint(String resource, String text) {
    int end = 0;
    while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    String number = text.substring(0, end);
    String unit = text.substring(end).strip().toLowerCase(Locale.ROOT);
    String stem = unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
    for (String suffix : SUFFIXES) {
      if (suffix.toLowerCase(Locale.ROOT).equals(stem) && !number.startsWith("-")) {
        try {
          Quantity.parse(resource, number + suffix);
          return Scalars.didYouMean(number + suffix);
        } catch (IllegalArgumentException e) {
          return "";
        }
      }
    }
    return "";
  }

  private static boolean isResource(String name) {
    return NATIVE.contains(name)
        || name.startsWith(HUGE_PAGES)
        || QUALIFIED.matcher(name).matches();
  }

  @Override
  public String expected() {
    return "amounts of resources, such as {cpu: 500m, memory: 1Gi}";
  }

  @Override
  public String title() {
    return "resources";
  }

  @Override
  public Map<String, Object> schema() {
    return Scalars.ordered(
        "type",
        "object",
        "propertyNames",
        Scalars.ordered(
            "pattern", "^(cpu|memory|ephemeral-storage|pods|hugepages-.+|[a-z0-9.-]+/.+)$"),
        "additionalProperties",
        QUANTITY_SCHEMA);
  }
}
