package io.towtank.model;

import java.util.List;

/** One comparison of a label with values. */
public record LabelSelectorRequirement(String key, Operator operator, List<String> values) {
  /** Comparisons that Kubernetes knows for label selectors. */
  public enum Operator {
    /** The value is one of those listed. */
    IN,
    /** The value is none of those listed, or the key is absent. */
    NOT_IN,
    /** The key is present. */
    EXISTS,
    /** The key is absent. */
    DOES_NOT_EXIST
  }

  /** Copies the values. */
  public LabelSelectorRequirement {
    values = List.copyOf(values);
  }

  /** Whether labels meet it. */
  public boolean matches(Labels labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }
}
