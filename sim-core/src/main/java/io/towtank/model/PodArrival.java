package io.towtank.model;

/**
 * A pod that a workload hands to the cluster at a given time.
 *
 * @param timeNanos simulation time of arrival, at least 0
 * @param pod the pod as its user would submit it
 */
public record PodArrival(long timeNanos, Pod pod) {
  /** Refuses arrivals before the start. */
  public PodArrival {
    if (timeNanos < 0) {
      throw new IllegalArgumentException("arrival before the start: " + timeNanos + " ns");
    }
  }
}
