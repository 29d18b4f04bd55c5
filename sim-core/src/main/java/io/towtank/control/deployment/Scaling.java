package io.towtank.control.deployment;

import io.towtank.control.WriteFailure;
import io.towtank.model.DeploymentRevision;
import io.towtank.model.DeploymentSpec.Strategy;
import io.towtank.model.ReplicaSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a deployment larger or smaller without moving its update on: in the midst of one every
 * replica set gets its share. Source: Kubernetes v1.34, {@code DeploymentController.scale}, {@code
 * GetReplicaSetProportion}, {@code getReplicaSetFraction}.
 */
final class Scaling {
  private final Rollout rollout;

  Scaling(Rollout rollout) {
    this.rollout = rollout;
  }

  /**
   * Whether the deployment was made larger or smaller since its replica sets were last scaled.
   * Source: {@code isScalingEvent}.
   */
  boolean isDue() throws WriteFailure {
    rollout.findNewSet(false);
    for (ReplicaSet set : Rollout.active(rollout.all())) {
      DeploymentRevision note = set.revision();
      boolean isNoted = !note.equals(DeploymentRevision.NONE) && note.maxReplicas() > 0;
      if (isNoted && note.desiredReplicas() != rollout.wanted()) {
        return true;
      }
    }
    return false;
  }

  /** Does it. */
  void scale() throws WriteFailure {
    ReplicaSet newSet = rollout.newSet();
    List<ReplicaSet> active = Rollout.active(rollout.all());
    ReplicaSet only = activeOrLatest(active, newSet);
    if (only != null) {
      rollout.scale(only, rollout.wanted(), false);
    } else if (newSet != null && isSaturated(newSet)) {
      for (ReplicaSet old : Rollout.active(rollout.oldSets())) {
        rollout.scale(old, 0, false);
      }
    } else if (rollout.deployment().spec().strategy() == Strategy.ROLLING_UPDATE) {
      scaleInProportion(new ArrayList<>(active));
    }
  }

  /** The only active replica set, or the newest where none is; null if there are several. */
  private @Nullable ReplicaSet activeOrLatest(
      List<ReplicaSet> active, @Nullable ReplicaSet newSet) {
    if (active.size() == 1) {
      return active.get(0);
    }
    if (!active.isEmpty()) {
      return null;
    }
    List<ReplicaSet> old = rollout.oldSets();
    return newSet != null || old.isEmpty() ? newSet : old.get(old.size() - 1);
  }

  private boolean isSaturated(ReplicaSet set) {
    int wanted = rollout.wanted();
    return set.spec().replicas() == wanted
        && set.revision().desiredReplicas() == wanted
        && set.status().availableReplicas() == wanted;
  }

  private void scaleInProportion(List<ReplicaSet> active) throws WriteFailure {
    int allowed = rollout.wanted() > 0 ? rollout.wanted() + rollout.limits().maxSurge() : 0;
    int toAdd = allowed - Rollout.sum(active, set -> set.spec().replicas());
    // Larger ones first; of equal ones the newer grows first, and the older shrinks first.
    Comparator<ReplicaSet> byAge = Comparator.comparingLong(set -> set.meta().uid());
    active.sort(
        Comparator.<ReplicaSet>comparingInt(set -> -set.spec().replicas())
            .thenComparing(toAdd > 0 ? byAge.reversed() : byAge));
    Map<String, Integer> sizes = new TreeMap<>();
    int added = 0;
    for (ReplicaSet set : active) {
      int share = toAdd == 0 ? 0 : share(set, toAdd, added);
      sizes.put(set.name(), set.spec().replicas() + share);
      added += share;
    }
    int leftover = toAdd - added;
    for (int i = 0; i < active.size(); i++) {
      ReplicaSet set = active.get(i);
      int size = sizes.getOrDefault(set.name(), 0) + (i == 0 ? leftover : 0);
      rollout.scale(set, Math.max(0, size), true);
    }
  }

  private int share(ReplicaSet set, int toAdd, int added) {
    if (set.spec().replicas() == 0 || toAdd == added) {
      return 0;
    }
    int fraction = fraction(set);
    int left = toAdd - added;
    return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
  }

  private int fraction(ReplicaSet set) {
    int has = set.spec().replicas();
    if (rollout.wanted() == 0) {
      return -has;
    }
    int before = set.revision().maxReplicas();
    if (before == 0) {
      before = rollout.deployment().status().replicas();
      if (before == 0) {
        return 0;
      }
    }
    int max = rollout.wanted() + rollout.limits().maxSurge();
    // Half is rounded up; Kubernetes' RoundToInt32 of the same quotient of positive numbers.
    return (int) StrictMath.floor((double) ((long) has * max) / before + 0.5) - has;
  }
}
