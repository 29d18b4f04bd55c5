package io.towtank.plugins.kubernetes.topology;

import io.towtank.scheduling.framework.PodInfo;

/**
 * Keeps one number for each {@linkplain PodInfo#kind kind} of pods. Kinds that are too many push
 * each other out.
 */
public abstract class KindMemo {
  private static final int SLOTS_MIN = 1 << 6;
  private static final int SLOTS_MAX = 1 << 13;

  private int[] kinds = new int[SLOTS_MIN];
  private int[] values = new int[SLOTS_MIN];

  /** The number for a pod's kind. */
  public final int of(PodInfo pod) {
    int kind = pod.kind();
    int slot = kind & (kinds.length - 1);
    if (kind != 0 && kinds[slot] == kind) {
      return values[slot];
    }
    int value = workOut(pod);
    if (kind != 0) {
      if (kinds[slot] != 0 && kinds.length < SLOTS_MAX) {
        kinds = new int[2 * kinds.length];
        values = new int[kinds.length];
        slot = kind & (kinds.length - 1);
      }
      kinds[slot] = kind;
      values[slot] = value;
    }
    return value;
  }

  /** Looks at a pod whose kind was not met before, or is not known any more. */
  protected abstract int workOut(PodInfo pod);
}
