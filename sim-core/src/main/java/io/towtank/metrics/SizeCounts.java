package io.towtank.metrics;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many items there are of each size; sizes of 0 are left out. */
final class SizeCounts {
  private final TreeMap<Long, Integer> counts = new TreeMap<>();
  private final WideSum volume = new WideSum();

  void add(long size, int times) {
    if (size > 0) {
      counts.merge(size, times, Math::addExact);
      volume.addProduct(size, times);
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
    volume.addProduct(size, -times);
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

  /** How many sizes there are. */
  int distinct() {
    return counts.size();
  }

  /** The largest size, 0 for none. */
  long largest() {
    return counts.isEmpty() ? 0 : counts.lastKey();
  }

  /** Sum of all sizes. */
  long volume() {
    return volume.saturated();
  }
}
