package io.towtank.model;

/** Where a pod is in its life; Kubernetes' {@code status.phase}. */
public enum PodPhase {
  /** Accepted, not all containers running: unscheduled, bound or starting. */
  PENDING,
  /** Bound and running. */
  RUNNING,
  /** Ended well; holds nothing any more. */
  SUCCEEDED,
  /** Ended badly; holds nothing any more. */
  FAILED;

  /** Whether the pod has ended. */
  public boolean isTerminal() {
    return this == SUCCEEDED || this == FAILED;
  }
}
