package io.towtank.control.deployment;

import io.towtank.model.DeploymentSpec;
import io.towtank.model.DeploymentSpec.Strategy;

/**
 * How far a deployment's pods may be above and below the number wanted. Source: Kubernetes v1.34,
 * {@code deployment/util}: {@code ResolveFenceposts}, {@code MaxSurge}, {@code MaxUnavailable}.
 *
 * @param maxSurge pods above the number wanted
 * @param maxUnavailable pods that may be unavailable
 */
record RollingLimits(int maxSurge, int maxUnavailable) {
  /**
   * The limits of a deployment: a share of surge is rounded up, one of unavailability down; where
   * both come to 0 nothing could move, so that one pod may be unavailable.
   */
  static RollingLimits of(DeploymentSpec spec) {
    if (spec.strategy() != Strategy.ROLLING_UPDATE) {
      return new RollingLimits(0, 0);
    }
    int surge = spec.maxSurge().scaledUp(spec.replicas());
    int unavailable = spec.maxUnavailable().scaledDown(spec.replicas());
    if (surge == 0 && unavailable == 0) {
      unavailable = 1;
    }
    return new RollingLimits(surge, Math.min(unavailable, spec.replicas()));
  }
}
