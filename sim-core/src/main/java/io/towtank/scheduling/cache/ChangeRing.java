package io.towtank.scheduling.cache;

import io.towtank.scheduling.framework.PodInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The latest changes of nodes, by number; older ones are overwritten. */
final class ChangeRing {
  private static final int CAPACITY_MIN = 1 << 10;

  /** So many entries for each node are kept where that is not too much: */
  private static final int ENTRIES_PER_NODE = 16;

  private static final int CAPACITY_ENOUGH = 1 << 17;

  private static final int LATEST_KINDS = 1 << 10;

  private static final int DESCRIPTION = 1;
  private static final int POD_LEFT = 2;
  private static final int INDEX_SHIFT = 2;

  private int[] entries = new int[CAPACITY_MIN];
  private @Nullable PodInfo[] pods = new PodInfo[CAPACITY_MIN];

  /** One pod stands for all of its kind, so that those which are gone need not be held. */
  private final @Nullable PodInfo[] latestByKind = new PodInfo[LATEST_KINDS];

  /** Kinds of the pods, so that those who know what they mean need not look at the pods. */
  private int[] kinds = new int[CAPACITY_MIN];

  private long first;
  private long next;

  /**
   * Notes a change of a node's description, in a ring that holds at least as many as there are
   * nodes.
   */
  void addDescription(int index, int nodes) {
    add(index << INDEX_SHIFT | DESCRIPTION, null, nodes);
  }

  /** Notes that something about a node changed, mostly a pod that came (1) or left (-1). */
  void addPod(int index, @Nullable PodInfo pod, int sign, int nodes) {
    add(index << INDEX_SHIFT | (sign < 0 ? POD_LEFT : 0), pod, nodes);
  }

  private void add(int entry, @Nullable PodInfo pod, int nodes) {
    if (next - first == entries.length) {
      if (entries.length < nodes
          || entries.length < Math.min((long) ENTRIES_PER_NODE * nodes, CAPACITY_ENOUGH)) {
        grow();
      } else {
        first++;
      }
    }
    PodInfo one = pod == null ? null : oneOfItsKind(pod);
    pods[slot(next)] = one;
    kinds[slot(next)] = one == null ? 0 : one.kind();
    entries[slot(next++)] = entry;
  }

  private PodInfo oneOfItsKind(PodInfo pod) {
    int place = pod.kind() & (LATEST_KINDS - 1);
    PodInfo latest = latestByKind[place];
    if (latest != null && latest.kind() == pod.kind()) {
      return latest;
    }
    latestByKind[place] = pod;
    return pod;
  }

  private void grow() {
    int[] older = entries;
    @Nullable PodInfo[] olderPods = pods;
    int mask = older.length - 1;
    entries = Arrays.copyOf(older, 2 * older.length);
    pods = Arrays.copyOf(olderPods, 2 * older.length);
    int[] olderKinds = kinds;
    kinds = Arrays.copyOf(olderKinds, 2 * older.length);
    for (long entry = first; entry < next; entry++) {
      entries[slot(entry)] = older[(int) entry & mask];
      pods[slot(entry)] = olderPods[(int) entry & mask];
      kinds[slot(entry)] = olderKinds[(int) entry & mask];
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
    return entries[slot(entry)] >>> INDEX_SHIFT;
  }

  boolean isDescriptionChanged(long entry) {
    return (entries[slot(entry)] & DESCRIPTION) != 0;
  }

  @Nullable PodInfo pod(long entry) {
    return pods[slot(entry)];
  }

  int kind(long entry) {
    return kinds[slot(entry)];
  }

  int podSign(long entry) {
    return (entries[slot(entry)] & POD_LEFT) != 0 ? -1 : 1;
  }
}
