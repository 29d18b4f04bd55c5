package io.towtank.control.deployment;

import io.towtank.control.PodIndex;
import io.towtank.control.WriteFailure;
import io.towtank.model.Pod;
import io.towtank.model.ReplicaSet;

/**
 * Ends all pods of old templates before it makes new ones. Source: Kubernetes v1.34, {@code
 * pkg/controller/deployment/recreate.go}.
 */
final class Recreate {
  private static final String REPLICA_SET = "ReplicaSet";

  private final Rollout rollout;
  private final PodIndex pods;

  Recreate(Rollout rollout, PodIndex pods) {
    this.rollout = rollout;
    this.pods = pods;
  }

  /** One step. */
  void step() throws WriteFailure {
    rollout.findNewSet(false);
    boolean isScaled = false;
    for (ReplicaSet old : Rollout.active(rollout.oldSets())) {
      rollout.scale(old, 0, false);
      isScaled = true;
    }
    if (isScaled || oldPodsRun()) {
      return;
    }
    if (rollout.newSet() == null) {
      rollout.findNewSet(true);
    }
    ReplicaSet newSet = rollout.newSet();
    if (newSet != null) {
      rollout.scale(newSet, rollout.wanted(), false);
    }
    if (Statuses.isComplete(rollout, rollout.deployment().status())) {
      History.cleanUp(rollout);
    }
  }

  /** A pod that is told to end runs on until it is gone. */
  private boolean oldPodsRun() {
    for (ReplicaSet old : rollout.oldSets()) {
      if (old.status().replicas() > 0) {
        return true;
      }
      for (Pod pod : pods.ownedBy(REPLICA_SET, old.meta())) {
        if (!pod.phase().isTerminal()) {
          return true;
        }
      }
    }
    return false;
  }
}
