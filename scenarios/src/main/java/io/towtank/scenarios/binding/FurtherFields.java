package io.towtank.scenarios.binding;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fields of a group besides those that its record names: what they may be depends on the others,
 * and is checked elsewhere. A record has one component of this type at most.
 *
 * @param values texts, numbers, truth values, lists and sorted maps by name
 */
public record FurtherFields(SortedMap<String, Object> values) {
  /** Copies the values. */
  public FurtherFields {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
