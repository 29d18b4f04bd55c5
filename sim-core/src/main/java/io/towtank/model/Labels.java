package io.towtank.model;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Immutable labels, sorted by key so that every walk over them has the same order. */
public final class Labels {
  /** Well-known label: the node's host name. */
  public static final String HOSTNAME = "kubernetes.io/hostname";

  /** Well-known label: the node's zone. */
  public static final String ZONE = "topology.kubernetes.io/zone";

  /** Well-known label: the node's region. */
  public static final String REGION = "topology.kubernetes.io/region";

  /** No labels. */
  public static final Labels EMPTY = new Labels(new String[0], new String[0]);

  private final String[] keys;
  private final String[] values;

  /** Worked out at the first use; 0 before. */
  private int hash;

  private Labels(String[] keys, String[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** The labels of a map. */
  public static Labels of(Map<String, String> map) {
    if (map.isEmpty()) {
      return EMPTY;
    }
    SortedMap<String, String> sorted = new TreeMap<>(map);
    return new Labels(
        sorted.keySet().toArray(new String[0]), sorted.values().toArray(new String[0]));
  }

  /** One label. */
  public static Labels of(String key, String value) {
    return new Labels(new String[] {key}, new String[] {value});
  }

  /** Value of a label, or null where the key is absent. */
  public @Nullable String get(String key) {
    int i = Arrays.binarySearch(keys, key);
    return i < 0 ? null : values[i];
  }

  /** Whether the key is present. */
  public boolean contains(String key) {
    return Arrays.binarySearch(keys, key) >= 0;
  }

  /** Whether all of the others' keys are here, with the same values. */
  public boolean containsAll(Labels others) {
    for (int i = 0; i < others.keys.length; i++) {
      if (!others.values[i].equals(get(others.keys[i]))) {
        return false;
      }
    }
    return true;
  }

  /** These labels with one set. */
  public Labels with(String key, String value) {
    SortedMap<String, String> map = toMap();
    map.put(key, value);
    return of(map);
  }

  /** How many labels there are. */
  public int size() {
    return keys.length;
  }

  /** A sorted copy as a map. */
  public SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      map.put(keys[i], values[i]);
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels
        && Arrays.equals(keys, labels.keys)
        && Arrays.equals(values, labels.values);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
    }
    return hash;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
