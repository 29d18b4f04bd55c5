package io.towtank.plugins.kubernetes;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refusals for want of resources, each made once: the same few sets of resources run short on
 * thousands of nodes for every pod.
 */
final class InsufficientResources {
  /** Resources numbered from here on have no bit in a mask. */
  static final int MASK_BITS = 63;

  private static final int KEPT_MAX = 256;
  private static final int SMALL_KEYS = 1 << 10;
  private static final String TOO_MANY_PODS = "Too many pods";

  private final ResourceIndex index;
  private final @Nullable Status[] small = new Status[SMALL_KEYS];
  private long[] keys = new long[8];
  private Status[] refusals = new Status[8];
  private int kept;

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
    if (key < 0 || key >= SMALL_KEYS) {
      return keptRefusal(key, mask, unresolvable);
    }
    Status refusal = small[(int) key];
    if (refusal == null) {
      refusal = refusal(resourcesOf(mask), unresolvable);
      small[(int) key] = refusal;
    }
    return refusal;
  }

  private Status keptRefusal(long key, long mask, boolean unresolvable) {
    for (int i = 0; i < kept; i++) {
      if (keys[i] == key) {
        return refusals[i];
      }
    }
    Status refusal = refusal(resourcesOf(mask), unresolvable);
    if (kept < KEPT_MAX) {
      keep(key, refusal);
    }
    return refusal;
  }

  private static List<Integer> resourcesOf(long mask) {
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

  private void keep(long key, Status refusal) {
    if (kept == keys.length) {
      keys = Arrays.copyOf(keys, kept * 2);
      refusals = Arrays.copyOf(refusals, kept * 2);
    }
    keys[kept] = key;
    refusals[kept++] = refusal;
  }
}
