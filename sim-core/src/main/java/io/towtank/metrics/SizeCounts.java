package io.towtank.metrics;

import io.towtank.model.UidMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many items there are of each size; sizes of 0 are left out. */
final class SizeCounts {
  private static final class Count {
    int items;
  }

  private final TreeMap<Long, Count> counts = new TreeMap<>();

  /** The same, found without a walk down the tree: most items are of a size that is there. */
  private final UidMap<Count> countBySize = new UidMap<>();

  private final WideSum volume = new WideSum();

  void add(long size, int times) {
    if (size > 0) {
      Count count = countBySize.get(size);
      if (count == null) {
        count = new Count();
        countBySize.put(size, count);
        counts.put(size, count);
      }
      count.items = Math.addExact(count.items, times);
      volume.addProduct(size, times);
    }
  }

  void remove(long size, int times) {
    if (size == 0) {
      return;
    }
    Count present = countBySize.get(size);
    if (present == null || present.items < times) {
      throw new IllegalStateException(
          "can't take away "
              + times
              + " items of size "
              + size
              + ", there are "
              + (present == null ? 0 : present.items));
    }
    volume.addProduct(size, -times);
    present.items -= times;
    if (present.items == 0) {
      countBySize.remove(size);
      counts.remove(size);
    }
  }

  /** A copy of the counts by size, ascending. */
  SortedMap<Long, Integer> asMap() {
    SortedMap<Long, Integer> copy = new TreeMap<>();
    for (Map.Entry<Long, Count> entry : counts.entrySet()) {
      copy.put(entry.getKey(), entry.getValue().items);
    }
    return copy;
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
