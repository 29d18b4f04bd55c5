package io.towtank.check;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.OwnerReference;
import io.towtank.model.ReplicaSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every write to a replica set of a deployment that is updated bit by bit: growing never
 * takes the deployment above its maximum, and shrinking that is no scaling never takes it below its
 * minimum, as far as the replica sets know of their pods.
 */
public final class DeploymentCheck {
  private final Simulation simulation;
  private final ApiServer api;

  /** Begins to watch. */
  public DeploymentCheck(Simulation simulation, ApiServer api) {
    this.simulation = simulation;
    this.api = api;
    api.replicaSets().watch("check/deployments", 0, new SetWatcher());
  }

  private final class SetWatcher implements Watcher<ReplicaSet> {
    @Override
    public void onAdd(ReplicaSet set) {
      check(null, set);
    }

    @Override
    public void onUpdate(ReplicaSet oldSet, ReplicaSet newSet) {
      check(oldSet, newSet);
    }
  }

  private void check(@Nullable ReplicaSet before, ReplicaSet after) {
    OwnerReference owner = after.meta().owner();
    Deployment deployment =
        owner == null ? null : api.deployments().get(after.namespace() + "/" + owner.name());
    if (owner == null
        || deployment == null
        || deployment.spec().strategy() != DeploymentSpec.Strategy.ROLLING_UPDATE) {
      return;
    }
    DeploymentSpec spec = deployment.spec();
    int had = before == null ? 0 : before.spec().replicas();
    int has = after.spec().replicas();
    int declared = 0;
    int available = 0;
    for (ReplicaSet set : api.replicaSets().list()) {
      if (owner.equals(set.meta().owner())) {
        declared += set.spec().replicas();
        available += Math.min(set.spec().replicas(), set.status().availableReplicas());
      }
    }
    int surge = spec.maxSurge().scaledUp(spec.replicas());
    if (has > had && declared > spec.replicas() + surge) {
      throw violation(
          after,
          "at most " + (spec.replicas() + surge) + " pods wanted by its deployment's sets",
          declared + ", as it grows from " + had + " to " + has);
    }
    int unavailable = spec.maxUnavailable().scaledDown(spec.replicas());
    int minimum =
        spec.replicas()
            - (surge == 0 && unavailable == 0 ? 1 : Math.min(unavailable, spec.replicas()));
    boolean isScaling =
        before == null || before.revision().desiredReplicas() != after.revision().desiredReplicas();
    int lost =
        before == null
            ? 0
            : Math.min(had, before.status().availableReplicas())
                - Math.min(has, after.status().availableReplicas());
    if (has < had && !isScaling && lost > 0 && available < minimum) {
      throw violation(
          after,
          "at least " + minimum + " pods of its deployment left available",
          available + ", as it shrinks from " + had + " to " + has);
    }
  }

  private InvariantViolation violation(ReplicaSet set, String expected, String found) {
    return new InvariantViolation(simulation.now(), "replica set " + set.key(), expected, found);
  }
}
