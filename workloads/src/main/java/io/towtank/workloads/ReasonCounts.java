package io.towtank.workloads;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers by reason. Few reasons, counted for millions of rows: looked for one by one. */
final class ReasonCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private String[] reasons = new String[8];
  private long[] counts = new long[8];
  private int size;

  void add(String reason, long count) {
    for (int i = 0; i < size; i++) {
      if (reasons[i].equals(reason)) {
        counts[i] += count;
        return;
      }
    }
    if (size == reasons.length) {
      reasons = Arrays.copyOf(reasons, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    reasons[size] = reason;
    counts[size++] = count;
  }

  void addAll(ReasonCounts others) {
    for (int i = 0; i < others.size; i++) {
      add(others.reasons[i], others.counts[i]);
    }
  }

  void clear() {
    size = 0;
  }

  SortedMap<String, Long> toMap() {
    SortedMap<String, Long> map = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      map.put(reasons[i], counts[i]);
    }
    return Collections.unmodifiableSortedMap(map);
  }
}
