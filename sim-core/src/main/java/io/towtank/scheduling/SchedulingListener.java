package io.towtank.scheduling;

import io.towtank.model.Pod;

/**
 * Hears how scheduling attempts go, at the moment they take effect. Every method may be left out.
 */
public interface SchedulingListener {
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

  /**
   * A node was found, but the pod did not get bound to it: Reserve, Permit, PreBind or Bind failed.
   */
  default void bindFailed(Pod pod, String nodeName, String reason) {}
}
