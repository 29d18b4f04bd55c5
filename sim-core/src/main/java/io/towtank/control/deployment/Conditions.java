package io.towtank.control.deployment;

import io.towtank.model.Deployment.Condition;
import io.towtank.model.NodeCondition;

/** How conditions of deployments change. */
final class Conditions {
  private Conditions() {}

  /**
   * A condition after it was seen to hold or not. It stays as it was where neither that nor the
   * reason is another. Source: Kubernetes v1.34, {@code SetDeploymentCondition}.
   */
  static Condition next(
      Condition before, NodeCondition.Status status, String reason, long nowNanos) {
    if (before.status() == status && before.reason().equals(reason)) {
      return before;
    }
    return confirmed(before, status, reason, nowNanos);
  }

  /** The same, but confirmed now in any case. */
  static Condition confirmed(
      Condition before, NodeCondition.Status status, String reason, long nowNanos) {
    boolean isKept = before.status() == status && !before.equals(Condition.UNKNOWN);
    return new Condition(
        status, reason, nowNanos, isKept ? before.lastTransitionNanos() : nowNanos);
  }
}
