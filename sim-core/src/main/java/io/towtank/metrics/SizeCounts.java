package io.towtank.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many items there are of each size; sizes of 0 are left out. */
final class SizeCounts {
  private final TreeMap<Long, Integer> counts = new TreeMap<>();

  void add(long size, int times) {
    if (size > 0) {
      counts.merge(size, times, Math::addExact);
    }
  }

  void remove(long size, int times) {
    if (size == 0) {
      return;
    }
    Integer present = counts.get(size);
    if (present == null || present < times) {
      throw new IllegalStateException(
          "can't take away " + times + " items of size " + size + ", there are " + present);
    }
    if (present == times) {
      counts.remove(size);
    } else {
      counts.put(size, present - times);
    }
  }

  /** Counts by size, ascending. */
  SortedMap<Long, Integer> asMap() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /** Sum of all sizes. */
  long volume() {
    WideSum sum = new WideSum();
    for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
      sum.addProduct(entry.getKey(), entry.getValue());
    }
    return sum.saturated();
  }
}
