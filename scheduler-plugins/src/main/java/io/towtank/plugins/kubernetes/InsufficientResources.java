package io.towtank.plugins.kubernetes;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refusals for want of resources, kept once made: the same few sets of resources run short on
 * thousands of nodes for every pod. Of two sets that share a slot, the later one stays.
 */
final class InsufficientResources {
  /** Resources numbered from here on have no bit in a mask. */
  static final int MASK_BITS = 63;

  private static final String TOO_MANY_PODS = "Too many pods";
  private static final int SLOT_BITS = 8;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private final ResourceIndex index;
  private final long[] keys = new long[1 << SLOT_BITS];
  private final @Nullable Status[] refusals = new Status[1 << SLOT_BITS];

  InsufficientResources(ResourceIndex index) {
    this.index = index;
  }

  /**
   * The refusal for a set of resources.
   *
   * @param mask bit r is set where resource r runs short; that of {@code pods} means too many pods
   * @param unresolvable whether even the empty node would be too small
   */
  Status refusal(long mask, boolean unresolvable) {
    long key = mask << 1 | (unresolvable ? 1 : 0);
    int slot = (int) ((key * SPREAD) >>> (Long.SIZE - SLOT_BITS));
    Status refusal = refusals[slot];
    if (refusal == null || keys[slot] != key) {
      refusal = refusal(resourcesIn(mask), unresolvable);
      refusals[slot] = refusal;
      keys[slot] = key;
    }
    return refusal;
  }

  private static List<Integer> resourcesIn(long mask) {
    List<Integer> resources = new ArrayList<>();
    for (int resource = 0; resource < MASK_BITS; resource++) {
      if ((mask >> resource & 1) != 0) {
        resources.add(resource);
      }
    }
    return resources;
  }

  /** The refusal for a list of resources, newly made. */
  Status refusal(List<Integer> resources, boolean unresolvable) {
    List<String> reasons = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int resource : resources) {
      if (resource == ResourceIndex.PODS) {
        reasons.add(0, TOO_MANY_PODS);
      } else if (resource < ResourceIndex.PODS) {
        reasons.add("Insufficient " + index.name(resource));
      } else {
        others.add("Insufficient " + index.name(resource));
      }
    }
    others.sort(null);
    reasons.addAll(others);
    return unresolvable ? Status.unresolvable(reasons) : Status.unschedulable(reasons);
  }
}
