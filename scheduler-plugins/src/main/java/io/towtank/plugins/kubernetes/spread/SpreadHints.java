package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.plugins.kubernetes.Changes;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which changes may help a pod that its topology spread constraints have refused. Source:
 * kube-scheduler v1.34, podtopologyspread {@code isSchedulableAfterPodChange} and {@code
 * isSchedulableAfterNodeChange}.
 */
final class SpreadHints {
  private final SpreadRules rules;

  SpreadHints(SpreadRules rules) {
    this.rules = rules;
  }

  List<QueueingHint> all() {
    return List.of(
        new QueueingHint(ClusterEvent.ASSIGNED_POD_ADDED, this::afterPodAdded),
        new QueueingHint(ClusterEvent.ASSIGNED_POD_UPDATED, this::afterPodUpdated),
        new QueueingHint(ClusterEvent.ASSIGNED_POD_DELETED, this::afterPodDeleted),
        new QueueingHint(ClusterEvent.POD_UPDATED, this::afterPodUpdated),
        new QueueingHint(ClusterEvent.NODE_ADDED, this::afterNodeChange),
        new QueueingHint(ClusterEvent.NODE_DELETED, this::afterNodeChange),
        new QueueingHint(ClusterEvent.NODE_LABELS_CHANGED, this::afterNodeChange),
        new QueueingHint(ClusterEvent.NODE_TAINTS_CHANGED, this::afterNodeChange));
  }

  private boolean afterPodAdded(Pod pod, Change change) {
    return afterComingOrGoing(pod, change, change.newPod());
  }

  private boolean afterPodDeleted(Pod pod, Change change) {
    return afterComingOrGoing(pod, change, change.oldPod());
  }

  private boolean afterComingOrGoing(Pod pod, Change change, @Nullable Pod other) {
    if (other == null) {
      return Changes.isEverything(change);
    }
    return concerns(pod, other) && matchesAny(rules.hard(pod), other.labels());
  }

  private boolean afterPodUpdated(Pod pod, Change change) {
    Pod before = change.oldPod();
    Pod after = change.newPod();
    if (before == null || after == null) {
      return Changes.isEverything(change);
    }
    // Tolerations can only be added, and so kube-scheduler only counts them before it asks. Source:
    // kube-scheduler v1.34, extractPodTolerationChange.
    boolean isWatched =
        !before.labels().equals(after.labels())
            || before.spec().tolerations().size() != after.spec().tolerations().size();
    if (!isWatched || !concerns(pod, before) || !concerns(pod, after)) {
      return false;
    }
    List<SpreadConstraint> constraints = rules.hard(pod);
    boolean tolerationsChanged =
        pod.uid() == after.uid() && !before.spec().tolerations().equals(after.spec().tolerations());
    for (SpreadConstraint constraint : constraints) {
      if ((tolerationsChanged && constraint.honorsTaints())
          || constraint.matches(before.labels()) != constraint.matches(after.labels())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the pod is the waiting one itself, or lies on a node and in its namespace. */
  private static boolean concerns(Pod waiting, Pod other) {
    return other.uid() == waiting.uid()
        || (other.isBound() && other.namespace().equals(waiting.namespace()));
  }

  private static boolean matchesAny(List<SpreadConstraint> constraints, Labels labels) {
    for (SpreadConstraint constraint : constraints) {
      if (constraint.matches(labels)) {
        return true;
      }
    }
    return false;
  }

  private boolean afterNodeChange(Pod pod, Change change) {
    Node before = change.oldNode();
    Node after = change.newNode();
    List<SpreadConstraint> constraints = rules.hard(pod);
    if (before == null && after == null) {
      return Changes.isEverything(change);
    }
    if (before == null || after == null) {
      Node only = before == null ? after : before;
      return only != null && SpreadNodes.hasAllKeys(only, constraints);
    }
    boolean hasKeys = SpreadNodes.hasAllKeys(after, constraints);
    if (hasKeys != SpreadNodes.hasAllKeys(before, constraints)) {
      return true;
    }
    return hasKeys
        && (isElsewhere(before, after, constraints) || !before.taints().equals(after.taints()));
  }

  private static boolean isElsewhere(Node before, Node after, List<SpreadConstraint> constraints) {
    for (SpreadConstraint constraint : constraints) {
      String key = constraint.topologyKey();
      if (!Objects.equals(before.labels().get(key), after.labels().get(key))) {
        return true;
      }
    }
    return false;
  }
}
