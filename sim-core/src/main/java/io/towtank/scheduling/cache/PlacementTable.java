package io.towtank.scheduling.cache;

import org.jspecify.annotations.Nullable;

/**
 * Placements by the pod's uid: a hash table with linear probing, at most half full, so that a pod
 * is found with one or two looks at memory. Gaps are closed at once (D. E. Knuth, "The Art of
 * Computer Programming", vol. 3, 6.4, algorithm R).
 */
final class PlacementTable {
  private static final int SLOTS_MIN = 1 << 6;

  /** 2⁶⁴ divided by the golden ratio: Fibonacci hashing, as uids mostly follow each other. */
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  private @Nullable Placement[] slots = new Placement[SLOTS_MIN];
  private int shift = Long.SIZE - Integer.numberOfTrailingZeros(SLOTS_MIN);
  private int size;

  private int slotOf(long uid) {
    return (int) ((uid * SPREAD) >>> shift);
  }

  /** The placement of a pod, null if it has none. */
  @Nullable Placement get(long uid) {
    int mask = slots.length - 1;
    for (int i = slotOf(uid); ; i = (i + 1) & mask) {
      Placement placement = slots[i];
      if (placement == null || placement.uid == uid) {
        return placement;
      }
    }
  }

  /** Adds the placement of a pod that has none. */
  void add(Placement placement) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    size++;
    put(placement);
  }

  private void put(Placement placement) {
    int mask = slots.length - 1;
    int i = slotOf(placement.uid);
    while (slots[i] != null) {
      i = (i + 1) & mask;
    }
    slots[i] = placement;
  }

  private void grow() {
    @Nullable Placement[] older = slots;
    slots = new Placement[2 * older.length];
    shift--;
    for (Placement placement : older) {
      if (placement != null) {
        put(placement);
      }
    }
  }

  /** Removes the placement of a pod, if it has one. */
  void remove(long uid) {
    int mask = slots.length - 1;
    int gap = slotOf(uid);
    for (Placement placement = slots[gap]; placement == null || placement.uid != uid; ) {
      if (placement == null) {
        return;
      }
      gap = (gap + 1) & mask;
      placement = slots[gap];
    }
    size--;
    for (int i = (gap + 1) & mask; ; i = (i + 1) & mask) {
      Placement follower = slots[i];
      if (follower == null) {
        slots[gap] = null;
        return;
      }
      // One that wanted a place behind the gap must stay there to be found.
      if (((i - slotOf(follower.uid)) & mask) >= ((i - gap) & mask)) {
        slots[gap] = follower;
        gap = i;
      }
    }
  }

  /** How many there are. */
  int size() {
    return size;
  }
}
