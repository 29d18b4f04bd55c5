package io.towtank.control.deployment;

import io.towtank.control.WriteFailure;
import io.towtank.control.runtime.Outcome;
import io.towtank.model.Deployment;
import io.towtank.model.Deployment.Condition;
import io.towtank.model.NodeCondition;
import io.towtank.model.ReplicaSet;
import java.util.List;

/**
 * What a deployment's status says. Source: Kubernetes v1.34, {@code calculateStatus}, {@code
 * pkg/controller/deployment/progress.go}.
 */
final class Statuses {
  /** Reason: enough pods are available. Source: {@code MinimumReplicasAvailable}. */
  static final String AVAILABLE = "MinimumReplicasAvailable";

  /** Reason: too few pods are available. Source: {@code MinimumReplicasUnavailable}. */
  static final String UNAVAILABLE = "MinimumReplicasUnavailable";

  private static final long SECOND = 1_000_000_000L;

  private Statuses() {}

  /** What the replica sets' own statuses come to; the condition {@code Progressing} stays. */
  static Deployment.Status calculate(Rollout rollout) {
    Deployment deployment = rollout.deployment();
    List<ReplicaSet> all = rollout.all();
    ReplicaSet newSet = rollout.newSet();
    int available = rollout.available();
    boolean isEnough = available >= rollout.wanted() - rollout.limits().maxUnavailable();
    return new Deployment.Status(
        Rollout.sum(all, set -> set.status().replicas()),
        newSet == null ? 0 : newSet.status().replicas(),
        Rollout.sum(all, set -> set.status().readyReplicas()),
        available,
        Math.max(0, rollout.declared() - available),
        deployment.meta().generation(),
        deployment.status().collisionCount(),
        deployment.status().progressing(),
        Conditions.next(
            deployment.status().available(),
            isEnough ? NodeCondition.Status.TRUE : NodeCondition.Status.FALSE,
            isEnough ? AVAILABLE : UNAVAILABLE,
            rollout.now()));
  }

  /** Whether all pods are new ones and available. Source: {@code DeploymentComplete}. */
  static boolean isComplete(Rollout rollout, Deployment.Status status) {
    int wanted = rollout.wanted();
    return status.updatedReplicas() == wanted
        && status.replicas() == wanted
        && status.availableReplicas() == wanted
        && status.observedGeneration() >= rollout.deployment().meta().generation();
  }

  /** Writes the status of an update under way, and says when its deadline is to be looked at. */
  static Outcome write(Rollout rollout) throws WriteFailure {
    Deployment.Status before = rollout.deployment().status();
    Deployment.Status status = calculate(rollout);
    Condition condition = before.progressing();
    boolean isDone =
        status.replicas() == status.updatedReplicas()
            && condition.reason().equals(Condition.NEW_REPLICA_SET_AVAILABLE);
    if (!rollout.hasDeadline()) {
      status = status.withProgressing(Condition.UNKNOWN);
    } else if (!isDone) {
      status = status.withProgressing(progress(rollout, before, status));
    }
    if (!before.equals(status)) {
      rollout.write(status);
      return Outcome.DONE;
    }
    return untilDeadline(rollout, status);
  }

  private static Condition progress(
      Rollout rollout, Deployment.Status before, Deployment.Status status) {
    Condition condition = before.progressing();
    if (isComplete(rollout, status)) {
      return rollout.progressing(NodeCondition.Status.TRUE, Condition.NEW_REPLICA_SET_AVAILABLE);
    }
    if (hasProgressed(before, status)) {
      return Conditions.confirmed(
          condition, NodeCondition.Status.TRUE, Condition.REPLICA_SET_UPDATED, rollout.now());
    }
    if (isTimedOut(rollout, condition)) {
      return rollout.progressing(NodeCondition.Status.FALSE, Condition.PROGRESS_DEADLINE_EXCEEDED);
    }
    return condition;
  }

  private static boolean hasProgressed(Deployment.Status before, Deployment.Status status) {
    int oldBefore = before.replicas() - before.updatedReplicas();
    int oldNow = status.replicas() - status.updatedReplicas();
    return status.updatedReplicas() > before.updatedReplicas()
        || oldNow < oldBefore
        || status.readyReplicas() > before.readyReplicas()
        || status.availableReplicas() > before.availableReplicas();
  }

  private static boolean isTimedOut(Rollout rollout, Condition condition) {
    if (condition.equals(Condition.UNKNOWN)
        || condition.reason().equals(Condition.NEW_REPLICA_SET_AVAILABLE)) {
      return false;
    }
    return condition.reason().equals(Condition.PROGRESS_DEADLINE_EXCEEDED)
        || deadlineNanos(rollout, condition) < rollout.now();
  }

  private static long deadlineNanos(Rollout rollout, Condition condition) {
    return condition.lastUpdateNanos() + rollout.deployment().spec().progressDeadlineNanos();
  }

  /** A second after the deadline. Source: {@code requeueStuckDeployment}. */
  private static Outcome untilDeadline(Rollout rollout, Deployment.Status status) {
    Condition condition = status.progressing();
    if (!rollout.hasDeadline()
        || condition.equals(Condition.UNKNOWN)
        || isComplete(rollout, status)
        || condition.reason().equals(Condition.NEW_REPLICA_SET_AVAILABLE)
        || condition.reason().equals(Condition.PROGRESS_DEADLINE_EXCEEDED)) {
      return Outcome.DONE;
    }
    return Outcome.after(Math.max(0, deadlineNanos(rollout, condition) - rollout.now()) + SECOND);
  }
}
