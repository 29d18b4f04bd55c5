package io.towtank.scheduling.cache;

import io.towtank.scheduling.framework.PodInfo;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The pods on one node, in the order in which they came; others can only read it. */
final class PodList extends AbstractList<PodInfo> implements RandomAccess {
  private static final int CAPACITY_MIN = 8;

  private @Nullable PodInfo[] pods;
  private int size;

  PodList() {
    pods = new PodInfo[CAPACITY_MIN];
  }

  /** A copy. */
  PodList(PodList original) {
    pods = original.pods.clone();
    size = original.size;
  }

  @Override
  public PodInfo get(int i) {
    PodInfo pod = pods[Objects.checkIndex(i, size)];
    return Objects.requireNonNull(pod, "pod");
  }

  @Override
  public int size() {
    return size;
  }

  /** A pod has come. */
  void append(PodInfo pod) {
    if (size == pods.length) {
      pods = Arrays.copyOf(pods, size + size / 2);
    }
    pods[size++] = pod;
  }

  /** Takes a pod away; false if it is not there. */
  boolean take(PodInfo pod) {
    int i = find(pod);
    if (i < 0) {
      return false;
    }
    System.arraycopy(pods, i + 1, pods, i, --size - i);
    pods[size] = null;
    return true;
  }

  /** Puts another version of a pod that is there in its place. */
  void replace(PodInfo older, PodInfo newer) {
    pods[Objects.checkIndex(find(older), size)] = newer;
  }

  @SuppressWarnings("ReferenceEquality") // a pod counts by the very object that was put here
  private int find(PodInfo pod) {
    for (int i = 0; i < size; i++) {
      if (pods[i] == pod) {
        return i;
      }
    }
    return -1;
  }
}
