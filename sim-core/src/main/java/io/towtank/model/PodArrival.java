package io.towtank.model;

import org.jspecify.annotations.Nullable;

/**
 * A pod that a workload hands to the cluster at a given time.
 *
 * @param timeNanos simulation time of arrival, at least 0
 * @param pod the pod as its user would submit it
 * @param task the task of a workflow that it works on, whose predecessors must end first; null if
 *     it depends on no other pod
 */
public record PodArrival(long timeNanos, Pod pod, @Nullable WorkflowTask task) {
  /** Refuses arrivals before the start. */
  public PodArrival {
    if (timeNanos < 0) {
      throw new IllegalArgumentException("arrival before the start: " + timeNanos + " ns");
    }
  }

  /** The arrival of a pod that depends on no other. */
  public PodArrival(long timeNanos, Pod pod) {
    this(timeNanos, pod, null);
  }
}
