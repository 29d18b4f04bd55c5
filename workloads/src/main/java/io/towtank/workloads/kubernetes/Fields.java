package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Quantity;
import io.towtank.model.IntOrPercent;
import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.ResourceList;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what objects of many kinds have: names, labels, selectors, amounts, times. */
final class Fields {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,6}%");

  private Fields() {}

  static ObjectMeta metadata(Manifest manifest, @Nullable ObjectMeta metadata) {
    ObjectMeta present = manifest.required(metadata, "metadata", "a mapping with a name");
    manifest.requiredText(present.getName(), "metadata.name");
    return present;
  }

  static String namespace(ObjectMeta metadata) {
    String namespace = metadata.getNamespace();
    return namespace == null || namespace.isEmpty() ? Namespace.DEFAULT : namespace;
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static Labels labels(Manifest manifest, @Nullable Map<String, String> map, String path) {
    if (map == null) {
      return Labels.EMPTY;
    }
    for (Map.Entry<String, String> label : map.entrySet()) {
      manifest.required(label.getValue(), path + "." + label.getKey(), "text");
    }
    return Labels.of(map);
  }

  static String annotation(ObjectMeta metadata, String key) {
    Map<String, String> annotations = metadata.getAnnotations();
    return annotations == null ? "" : orEmpty(annotations.get(key));
  }

  static boolean hasAnnotation(ObjectMeta metadata, String key) {
    Map<String, String> annotations = metadata.getAnnotations();
    return annotations != null && annotations.containsKey(key);
  }

  /** The owner that manages the object, null for none. */
  static @Nullable OwnerReference controller(ObjectMeta metadata) {
    List<OwnerReference> owners = metadata.getOwnerReferences();
    if (owners != null) {
      for (OwnerReference owner : owners) {
        if (owner != null && Boolean.TRUE.equals(owner.getController())) {
          return owner;
        }
      }
    }
    return null;
  }

  /** A label selector; null stays null, since it means something else than an empty one. */
  static @Nullable LabelSelector selector(
      Manifest manifest,
      io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector,
      String path) {
    if (selector == null) {
      return null;
    }
    return new LabelSelector(
        labels(manifest, selector.getMatchLabels(), path + ".matchLabels"),
        manifest.each(
            selector.getMatchExpressions(),
            path + ".matchExpressions",
            (item, at) -> {
              LabelSelectorRequirement.Operator operator =
                  manifest.word(item.getOperator(), at + ".operator", Words.LABEL_OPERATORS);
              List<String> values = manifest.texts(item.getValues(), at + ".values");
              checkCount(
                  manifest,
                  at,
                  values,
                  operator == LabelSelectorRequirement.Operator.IN
                      || operator == LabelSelectorRequirement.Operator.NOT_IN);
              return new LabelSelectorRequirement(
                  manifest.requiredText(item.getKey(), at + ".key"), operator, values);
            }));
  }

  private static void checkCount(
      Manifest manifest, String path, List<String> values, boolean wanted) {
    if (values.isEmpty() == wanted) {
      throw manifest.problem(
          path + ".values",
          wanted
              ? "found none, expected one or more with the operators In and NotIn"
              : "found some, expected none with the operators Exists and DoesNotExist");
    }
  }

  /** The terms of a node selector, of which one must match; null where there is no selector. */
  static @Nullable List<NodeSelectorTerm> terms(
      Manifest manifest, @Nullable NodeSelector selector, String path) {
    if (selector == null) {
      return null;
    }
    return manifest.each(
        selector.getNodeSelectorTerms(),
        path + ".nodeSelectorTerms",
        (term, at) -> term(manifest, term, at));
  }

  static NodeSelectorTerm term(
      Manifest manifest, io.fabric8.kubernetes.api.model.NodeSelectorTerm term, String path) {
    return new NodeSelectorTerm(
        manifest.each(
            term.getMatchExpressions(),
            path + ".matchExpressions",
            (item, at) -> requirement(manifest, item, at)),
        manifest.each(
            term.getMatchFields(),
            path + ".matchFields",
            (item, at) -> requirement(manifest, item, at)));
  }

  private static NodeSelectorRequirement requirement(
      Manifest manifest,
      io.fabric8.kubernetes.api.model.NodeSelectorRequirement item,
      String path) {
    NodeSelectorRequirement.Operator operator =
        manifest.word(item.getOperator(), path + ".operator", Words.NODE_OPERATORS);
    List<String> values = manifest.texts(item.getValues(), path + ".values");
    switch (operator) {
      case IN, NOT_IN -> checkCount(manifest, path, values, true);
      case EXISTS, DOES_NOT_EXIST -> checkCount(manifest, path, values, false);
      case GT, LT -> {
        if (values.size() != 1) {
          throw manifest.problem(
              path + ".values",
              "found " + values.size() + " values, expected one with the operators Gt and Lt");
        }
      }
    }
    return new NodeSelectorRequirement(
        manifest.requiredText(item.getKey(), path + ".key"), operator, values);
  }

  /** Amounts in the simulator's units, rounded up. */
  static ResourceList amounts(Manifest manifest, @Nullable Map<String, Quantity> map, String path) {
    if (map == null || map.isEmpty()) {
      return ResourceList.EMPTY;
    }
    SortedMap<String, Long> amounts = new TreeMap<>();
    for (Map.Entry<String, Quantity> entry : map.entrySet()) {
      String name = entry.getKey();
      amounts.put(name, amount(manifest, name, entry.getValue(), path + "." + name));
    }
    return ResourceList.of(amounts);
  }

  static long amount(Manifest manifest, String resource, @Nullable Quantity value, String path) {
    String text = value == null ? null : value.getAmount();
    if (text == null) {
      throw manifest.unexpected(path, null, "a quantity such as 500m, 2 or 4Gi");
    }
    try {
      return io.towtank.model.Quantity.parse(resource, text);
    } catch (IllegalArgumentException e) {
      throw manifest.unexpected(
          path, text, "a quantity such as 500m, 2 or 4Gi, from 0 to 8Ei less one");
    }
  }

  /** Who manages the object, as a reference; null for none. */
  static io.towtank.model.@Nullable OwnerReference owner(ObjectMeta metadata) {
    OwnerReference owner = controller(metadata);
    return owner == null
        ? null
        : new io.towtank.model.OwnerReference(orEmpty(owner.getKind()), orEmpty(owner.getName()));
  }

  /** A number of seconds, in nanoseconds. */
  static long seconds(Manifest manifest, @Nullable Number seconds, String path, long absentNanos) {
    if (seconds == null) {
      return absentNanos;
    }
    if (seconds.longValue() < 0 || seconds.longValue() > Integer.MAX_VALUE) {
      throw manifest.unexpected(path, seconds, "a number of seconds, 0 to " + Integer.MAX_VALUE);
    }
    return seconds.longValue() * NANOS_PER_SECOND;
  }

  /** A whole number of 0 or more. */
  static int count(Manifest manifest, @Nullable Integer value, String path, int absent) {
    return value == null ? absent : manifest.number(value, path, 0, Integer.MAX_VALUE);
  }

  /** A number or a share. */
  static IntOrPercent intOrPercent(
      Manifest manifest, @Nullable IntOrString value, String path, IntOrPercent absent) {
    IntOrPercent given = intOrPercent(manifest, value, path);
    return given == null ? absent : given;
  }

  /** A number or a share; null where there is none. */
  static @Nullable IntOrPercent intOrPercent(
      Manifest manifest, @Nullable IntOrString value, String path) {
    Object given = value == null ? null : value.getValue();
    if (given == null) {
      return null;
    }
    if (given instanceof Integer number && number >= 0) {
      return IntOrPercent.of(number);
    }
    if (given instanceof String text && PERCENT.matcher(text).matches()) {
      return IntOrPercent.ofPercent(Integer.parseInt(text.substring(0, text.length() - 1)));
    }
    throw manifest.unexpected(path, given, "a number, 0 or more, or a share such as 25%");
  }

  /** A moment as nanoseconds of simulation time; {@link Pod#NEVER} where there is none. */
  static long nanos(Manifest manifest, @Nullable String time, Instant zero, String path) {
    if (time == null || time.isEmpty()) {
      return Pod.NEVER;
    }
    try {
      long nanos = Duration.between(zero, OffsetDateTime.parse(time).toInstant()).toNanos();
      // One nanosecond before the start is the mark of what never happened.
      return nanos == Pod.NEVER ? Pod.NEVER - 1 : nanos;
    } catch (DateTimeException e) {
      throw manifest.unexpected(path, time, "a time such as 2030-01-31T12:00:00Z");
    } catch (ArithmeticException e) {
      throw manifest.unexpected(path, time, "a time less than 292 years from " + zero);
    }
  }
}
