package io.towtank.scheduling;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.Preemption;

/**
 * Hears how scheduling attempts go, at the moment they take effect. Every method may be left out.
 */
public interface SchedulingListener {
  /**
   * An attempt has taken effect; called for each, before what follows from it is told.
   *
   * <p>It costs something to make the report: listeners that want it say so.
   */
  default void attempted(AttemptReport report) {}

  /** Whether {@link #attempted} wants to be called. */
  default boolean wantsAttempts() {
    return false;
  }

  /** A new pod is kept out of the queue by a PreEnqueue plugin, such as SchedulingGates. */
  default void gated(Pod pod) {}

  /**
   * A node was found and the pod counts on it from now; its binding has begun.
   *
   * @param attempt 1 for the pod's first
   * @param startNanos when the attempt began
   */
  default void scheduled(Pod pod, String nodeName, int attempt, long startNanos) {}

  /**
   * No node was found.
   *
   * @param neverFits whether every node refused the pod for reasons that emptying the node would
   *     not change
   */
  default void unschedulable(Pod pod, int attempt, long startNanos, boolean neverFits) {}

  /** Other pods are about to be evicted for a pod that found no node. */
  default void preempts(Pod pod, Preemption.Candidate room) {}

  /**
   * A node was found, but the pod did not get bound to it: Reserve, Permit, PreBind or Bind failed.
   */
  default void bindFailed(Pod pod, String nodeName, String reason) {}
}
