package io.towtank.workloads.synthetic;

import io.towtank.workloads.distribution.Distribution;

/**
 * Pods that come together: the tasks of a job, or the replicas of a service.
 *
 * @param kind what they are
 * @param size how many, rounded to the nearest; at least 1, at most {@link #SIZE_MAX}
 * @param sameDuration whether all run for the same time, as ranks of a parallel job do
 */
public record PodGroup(Kind kind, Distribution size, boolean sameDuration) {
  /** Most pods that come together. */
  public static final int SIZE_MAX = 1_000_000;

  /** What makes the pods. */
  public enum Kind {
    /** A Job's tasks. */
    JOB("Job", "batch.kubernetes.io/job-name"),
    /** A ReplicaSet's replicas. */
    SERVICE("ReplicaSet", "app.kubernetes.io/instance");

    private final String owner;
    private final String label;

    Kind(String owner, String label) {
      this.owner = owner;
      this.label = label;
    }

    /** Kind of the object that owns the pods. */
    public String owner() {
      return owner;
    }

    /** Label that all pods of one group have, with its name. */
    public String label() {
      return label;
    }
  }
}
