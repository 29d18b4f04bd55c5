package io.towtank.control.deployment;

import io.towtank.control.WriteFailure;
import io.towtank.model.ReplicaSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Replaces pods of old templates bit by bit. Source: Kubernetes v1.34, {@code
 * pkg/controller/deployment/rolling.go}.
 */
final class RollingUpdate {
  private final Rollout rollout;

  RollingUpdate(Rollout rollout) {
    this.rollout = rollout;
  }

  /** One step: the new replica set grows, or else the old ones shrink, or else all is tidied up. */
  void step() throws WriteFailure {
    rollout.findNewSet(true);
    ReplicaSet newSet = rollout.newSet();
    if (newSet == null || scaleNew(newSet) || scaleOld(newSet)) {
      return;
    }
    if (Statuses.isComplete(rollout, rollout.deployment().status())) {
      History.cleanUp(rollout);
    }
  }

  private boolean scaleNew(ReplicaSet newSet) throws WriteFailure {
    int has = newSet.spec().replicas();
    int wanted = rollout.wanted();
    int next = has >= wanted ? wanted : rollout.replicasOfNew(has);
    rollout.scale(newSet, next, false);
    return next != has;
  }

  private boolean scaleOld(ReplicaSet newSet) throws WriteFailure {
    List<ReplicaSet> old = new ArrayList<>(Rollout.active(rollout.oldSets()));
    if (old.isEmpty()) {
      return false;
    }
    int minAvailable = rollout.wanted() - rollout.limits().maxUnavailable();
    int newUnavailable = newSet.spec().replicas() - lastingly(newSet);
    int scaleDownMax = rollout.declared() - minAvailable - newUnavailable;
    if (scaleDownMax <= 0) {
      return false;
    }
    int unhealthy = dropUnhealthy(old, scaleDownMax);
    if (unhealthy < 0) {
      return false;
    }
    int available = Rollout.sum(rollout.all(), RollingUpdate::lastingly);
    return unhealthy + dropAvailable(old, available - minAvailable) > 0;
  }

  /**
   * Available pods of a replica set that stay so. Kubernetes counts those that a replica set has
   * yet to delete, too, and so may go below the minimum in the moment until it does; a deployment
   * here never does.
   */
  private static int lastingly(ReplicaSet set) {
    return Math.min(set.spec().replicas(), set.status().availableReplicas());
  }

  /**
   * Pods that are not available go first: nobody misses them, and they would block the update.
   *
   * @return how many; -1 if a replica set still counts more pods than it wants, so that its numbers
   *     are those of before its last change and nothing may follow from them
   */
  private int dropUnhealthy(List<ReplicaSet> old, int max) throws WriteFailure {
    int dropped = 0;
    for (int i = 0; i < old.size() && dropped < max; i++) {
      ReplicaSet set = old.get(i);
      int has = set.spec().replicas();
      int unhealthy = has - set.status().availableReplicas();
      if (has == 0 || unhealthy == 0) {
        continue;
      }
      if (unhealthy < 0) {
        return -1;
      }
      int count = Math.min(max - dropped, unhealthy);
      old.set(i, rollout.scale(set, has - count, false));
      dropped += count;
    }
    return dropped;
  }

  /** Pods go as far as more than enough are available. */
  private int dropAvailable(List<ReplicaSet> old, int max) throws WriteFailure {
    int dropped = 0;
    for (ReplicaSet set : old) {
      int count = Math.min(set.spec().replicas(), max - dropped);
      if (count > 0) {
        rollout.scale(set, set.spec().replicas() - count, false);
        dropped += count;
      }
    }
    return dropped;
  }
}
