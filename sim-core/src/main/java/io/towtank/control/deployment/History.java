package io.towtank.control.deployment;

import io.towtank.control.WriteFailure;
import io.towtank.model.ReplicaSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Old revisions of a deployment. Source: Kubernetes v1.34, {@code cleanupDeployment}. */
final class History {
  private History() {}

  /** Deletes the oldest of the replica sets without pods that are more than the limit. */
  static void cleanUp(Rollout rollout) throws WriteFailure {
    List<ReplicaSet> old = new ArrayList<>(rollout.oldSets());
    old.removeIf(set -> set.meta().isDeleted());
    int tooMany = old.size() - rollout.deployment().spec().revisionHistoryLimit();
    old.sort(Comparator.comparingLong(set -> set.revision().revision()));
    for (int i = 0; i < tooMany; i++) {
      ReplicaSet set = old.get(i);
      if (set.status().replicas() == 0
          && set.spec().replicas() == 0
          && set.meta().generation() <= set.status().observedGeneration()) {
        rollout.delete(set);
      }
    }
  }
}
