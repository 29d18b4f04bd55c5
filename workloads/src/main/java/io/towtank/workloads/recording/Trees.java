package io.towtank.workloads.recording;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into trees of mappings, lists and values. */
final class Trees {
  private Trees() {}

  /** The mapping at a field; empty where there is none. */
  static Map<?, ?> map(Map<?, ?> tree, String field) {
    return tree.get(field) instanceof Map<?, ?> map ? map : Collections.emptyMap();
  }

  /** The mapping below a path of fields; null where there is none. */
  static @Nullable Map<?, ?> below(Map<?, ?> tree, String path) {
    Map<?, ?> at = tree;
    for (String field : path.split("/", -1)) {
      if (!field.isEmpty()) {
        if (!(at.get(field) instanceof Map<?, ?> next)) {
          return null;
        }
        at = next;
      }
    }
    return at;
  }

  /** The list at a field; empty where there is none. */
  static List<?> list(Map<?, ?> tree, String field) {
    return tree.get(field) instanceof List<?> list ? list : Collections.emptyList();
  }

  /** The text at a field; empty where there is none. */
  static String text(Map<?, ?> tree, String field) {
    return tree.get(field) instanceof String text ? text : "";
  }

  /**
   * The whole number that a value is.
   *
   * @param place what it is, to begin a message with
   */
  static long integer(@Nullable Object value, String place, long min, long max) {
    if (value instanceof Number number) {
      try {
        long exact = new BigDecimal(number.toString()).longValueExact();
        if (exact >= min && exact <= max) {
          return exact;
        }
      } catch (ArithmeticException | NumberFormatException e) {
        // Said below, as for a number out of range.
      }
    }
    throw new InputException(
        "%s: found %s, expected a whole number from %d to %d"
            .formatted(
                place, value == null ? "nothing" : Shown.quoted(String.valueOf(value)), min, max));
  }
}
