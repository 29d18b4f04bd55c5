package io.towtank.kubelet.machine;

import io.towtank.model.Pod;

/**
 * How long to wait after failures in a row: 10 s, doubling, 5 min at most, from the start again
 * after 10 min of quiet. Source: Kubernetes v1.34, client-go {@code flowcontrol.Backoff} with
 * kubelet's {@code backOffPeriod} and {@code MaxContainerBackOff}.
 */
final class BackOff {
  private static final long SECOND = 1_000_000_000L;
  private static final long FIRST_NANOS = 10 * SECOND;
  private static final long MAX_NANOS = 300 * SECOND;

  private long delayNanos;
  private long updatedNanos = Pod.NEVER;

  /**
   * When the wait after a failure ends; the failure's own instant if there is none.
   *
   * @param failureNanos when it failed
   */
  long endOfWait(long failureNanos) {
    return isOver(failureNanos) ? failureNanos : failureNanos + delayNanos;
  }

  /** Tries again now; the next wait is longer. */
  void next(long failureNanos, long now) {
    delayNanos = isOver(failureNanos) ? FIRST_NANOS : Math.min(MAX_NANOS, 2 * delayNanos);
    updatedNanos = now;
  }

  /** The kubelet has started anew, and knows of no failures. */
  void reset() {
    updatedNanos = Pod.NEVER;
  }

  private boolean isOver(long failureNanos) {
    return updatedNanos == Pod.NEVER || failureNanos - updatedNanos > 2 * MAX_NANOS;
  }
}
