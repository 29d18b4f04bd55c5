package io.towtank.scheduling.cache;

import org.jspecify.annotations.Nullable;

/**
 * Placements by the pod's uid: a hash table of chains, sparse enough that a pod is mostly found
 * with two looks at memory. Uids that follow each other lie side by side, for new pods have those.
 */
final class PlacementTable {
  private static final int SLOTS_MIN = 1 << 6;
  private static final int SLOTS_PER_PLACEMENT = 4;

  /** As many slots as share a line of the processor's cache. */
  private static final int GROUP_BITS = 4;

  private static final int GROUP = (1 << GROUP_BITS) - 1;

  /** 2⁶⁴ divided by the golden ratio: Fibonacci hashing. */
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  private @Nullable Placement[] slots = new Placement[SLOTS_MIN];
  private int size;

  private int slotOf(long uid) {
    long hash = (uid >>> GROUP_BITS) * SPREAD;
    int inGroup = (int) (uid ^ (hash >>> Integer.SIZE)) & GROUP;
    return ((int) (hash >>> (Integer.SIZE + GROUP_BITS)) << GROUP_BITS | inGroup)
        & (slots.length - 1);
  }

  /** The placement of a pod, null if it has none. */
  @Nullable Placement get(long uid) {
    Placement placement = slots[slotOf(uid)];
    while (placement != null && placement.uid != uid) {
      placement = placement.next;
    }
    return placement;
  }

  /** Adds the placement of a pod that has none. */
  void add(Placement placement) {
    size++;
    if (SLOTS_PER_PLACEMENT * (long) size > slots.length && slots.length < 1 << 30) {
      grow();
    }
    put(placement);
  }

  private void put(Placement placement) {
    int slot = slotOf(placement.uid);
    placement.next = slots[slot];
    slots[slot] = placement;
  }

  private void grow() {
    @Nullable Placement[] older = slots;
    slots = new Placement[2 * older.length];
    for (Placement placement : older) {
      while (placement != null) {
        Placement next = placement.next;
        put(placement);
        placement = next;
      }
    }
  }

  /** Takes out the placement of a pod; null if it has none. */
  @Nullable Placement remove(long uid) {
    int slot = slotOf(uid);
    Placement before = null;
    Placement placement = slots[slot];
    while (placement != null && placement.uid != uid) {
      before = placement;
      placement = placement.next;
    }
    if (placement == null) {
      return null;
    }
    size--;
    if (before == null) {
      slots[slot] = placement.next;
    } else {
      before.next = placement.next;
    }
    placement.next = null;
    return placement;
  }

  /** How many there are. */
  int size() {
    return size;
  }
}
