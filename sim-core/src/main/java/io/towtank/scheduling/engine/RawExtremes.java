package io.towtank.scheduling.engine;

import java.util.SortedMap;
import java.util.TreeMap;

/** Lowest and highest of the raw scores that one plugin gave to feasible nodes. */
final class RawExtremes {
  private final SortedMap<Long, int[]> counts = new TreeMap<>();
  private long lowest = Long.MAX_VALUE;
  private long highest = Long.MIN_VALUE;
  private boolean isUnsettled;

  void add(long raw) {
    int[] count = counts.get(raw);
    if (count == null) {
      counts.put(raw, new int[] {1});
      isUnsettled = true;
    } else {
      count[0]++;
    }
  }

  void remove(long raw) {
    int[] count = counts.get(raw);
    if (count != null && --count[0] == 0) {
      counts.remove(raw);
      isUnsettled = true;
    }
  }

  /** Takes over what was added and removed; whether an extreme is another one now. */
  boolean settle() {
    if (!isUnsettled) {
      return false;
    }
    isUnsettled = false;
    long newLowest = counts.isEmpty() ? Long.MAX_VALUE : counts.firstKey();
    long newHighest = counts.isEmpty() ? Long.MIN_VALUE : counts.lastKey();
    boolean changed = newLowest != lowest || newHighest != highest;
    lowest = newLowest;
    highest = newHighest;
    return changed;
  }

  long lowest() {
    return lowest;
  }

  long highest() {
    return highest;
  }
}
