package io.towtank.scheduling.cache;

import java.util.Arrays;

/** The latest changes of nodes, by number; older ones are overwritten. */
final class ChangeRing {
  private static final int CAPACITY_MIN = 1 << 10;

  private int[] entries = new int[CAPACITY_MIN];
  private long first;
  private long next;

  /** Notes a change, in a ring that holds at least as many as there are nodes. */
  void add(int index, boolean descriptionChanged, int nodes) {
    if (next - first == entries.length) {
      if (entries.length < nodes) {
        grow();
      } else {
        first++;
      }
    }
    entries[slot(next++)] = index << 1 | (descriptionChanged ? 1 : 0);
  }

  private void grow() {
    int[] older = entries;
    int mask = older.length - 1;
    entries = Arrays.copyOf(older, 2 * older.length);
    for (long entry = first; entry < next; entry++) {
      entries[slot(entry)] = older[(int) entry & mask];
    }
  }

  private int slot(long entry) {
    return (int) entry & (entries.length - 1);
  }

  long first() {
    return first;
  }

  long next() {
    return next;
  }

  int index(long entry) {
    return entries[slot(entry)] >>> 1;
  }

  boolean isDescriptionChanged(long entry) {
    return (entries[slot(entry)] & 1) != 0;
  }
}
