package io.towtank.plugins.kubernetes.preemption;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.PodInfo;
import java.util.List;

/**
 * Which of two pods is the greater loss.
 *
 * @param unstartedNanos start time of pods that have not started
 */
record Importance(long unstartedNanos) {
  /**
   * Puts the most important pods first: those of higher priority; of equal priority, those that
   * started earlier.
   *
   * <p>A pod that has not started counts as starting now, and each comparison asks for the time
   * anew: the first of two such pods then counts as the earlier one, whichever it is. What comes of
   * it depends on how the list is sorted. It is sorted as Go does with up to 12 elements, by
   * insertion; such pods of one priority change their order. Source: kube-scheduler v1.34, {@code
   * MoreImportantPod}, {@code GetPodStartTime}; Go 1.24, {@code sort.Slice}.
   */
  void sort(List<PodInfo> pods) {
    for (int i = 1; i < pods.size(); i++) {
      PodInfo inserted = pods.get(i);
      int hole = i;
      while (hole > 0 && isMoreImportant(inserted.pod(), pods.get(hole - 1).pod())) {
        pods.set(hole, pods.get(hole - 1));
        hole--;
      }
      pods.set(hole, inserted);
    }
  }

  private boolean isMoreImportant(Pod pod, Pod other) {
    if (pod.priority() != other.priority()) {
      return pod.priority() > other.priority();
    }
    return startNanos(pod) < startNanos(other) || (!hasStarted(pod) && !hasStarted(other));
  }

  /**
   * When the first of the most important priority started, in nanoseconds.
   *
   * @param pods not empty, most important first
   */
  long earliestStartNanos(List<PodInfo> pods) {
    int priority = pods.get(0).pod().priority();
    long earliest = Long.MAX_VALUE;
    for (PodInfo pod : pods) {
      if (pod.pod().priority() == priority) {
        earliest = Math.min(earliest, startNanos(pod.pod()));
      }
    }
    return earliest;
  }

  private long startNanos(Pod pod) {
    return hasStarted(pod) ? pod.startedNanos() : unstartedNanos;
  }

  private static boolean hasStarted(Pod pod) {
    return pod.startedNanos() != Pod.NEVER;
  }
}
