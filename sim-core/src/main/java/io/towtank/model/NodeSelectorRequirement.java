package io.towtank.model;

import java.util.List;

/** One comparison of a node label (or field) with values. */
public record NodeSelectorRequirement(String key, Operator operator, List<String> values) {

  /** Comparisons that Kubernetes knows for node selectors. */
  public enum Operator {
    /** The value is one of those listed. */
    IN,
    /** The value is none of those listed, or the key is absent. */
    NOT_IN,
    /** The key is present. */
    EXISTS,
    /** The key is absent. */
    DOES_NOT_EXIST,
    /** The value, read as an integer, is greater than the one listed. */
    GT,
    /** The value, read as an integer, is less than the one listed. */
    LT
  }

  /** Copies the values. */
  public NodeSelectorRequirement {
    values = List.copyOf(values);
  }
}
