package io.towtank.plugins.kubernetes.preemption;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.PodInfo;
import java.util.List;

/** Which of two pods is the greater loss. */
final class Importance {
  private Importance() {}

  /**
   * Puts the most important pods first: those of higher priority; of equal priority, those that
   * started earlier.
   *
   * <p>A pod that has not started counts as starting now, and each comparison asks for the time
   * anew: the first of two such pods then counts as the earlier one, whichever it is. What comes of
   * it depends on how the list is sorted. It is sorted as Go does with up to 12 elements, by
   * insertion; such pods of one priority change their order. Source: kube-scheduler v1.34, {@code
   * MoreImportantPod}, {@code GetPodStartTime}; Go 1.24, {@code sort.Slice}.
   *
   * @param nowNanos the present time
   */
  static void sort(List<PodInfo> pods, long nowNanos) {
    for (int i = 1; i < pods.size(); i++) {
      PodInfo inserted = pods.get(i);
      int hole = i;
      while (hole > 0 && isMoreImportant(inserted.pod(), pods.get(hole - 1).pod(), nowNanos)) {
        pods.set(hole, pods.get(hole - 1));
        hole--;
      }
      pods.set(hole, inserted);
    }
  }

  private static boolean isMoreImportant(Pod pod, Pod other, long nowNanos) {
    if (pod.priority() != other.priority()) {
      return pod.priority() > other.priority();
    }
    return startNanos(pod, nowNanos) < startNanos(other, nowNanos)
        || (!hasStarted(pod) && !hasStarted(other));
  }

  /**
   * When the first of the most important priority started, in nanoseconds; one that has not started
   * counts as starting now.
   *
   * @param pods not empty, most important first
   * @param nowNanos the present time
   */
  static long earliestStartNanos(List<PodInfo> pods, long nowNanos) {
    int priority = pods.get(0).pod().priority();
    long earliest = Long.MAX_VALUE;
    for (PodInfo pod : pods) {
      if (pod.pod().priority() == priority) {
        earliest = Math.min(earliest, startNanos(pod.pod(), nowNanos));
      }
    }
    return earliest;
  }

  private static long startNanos(Pod pod, long nowNanos) {
    return hasStarted(pod) ? pod.startedNanos() : nowNanos;
  }

  private static boolean hasStarted(Pod pod) {
    return pod.startedNanos() != Pod.NEVER;
  }
}
