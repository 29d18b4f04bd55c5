package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinityTerm;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which changes may help a pod that inter-pod affinity refused. Only the pod's own terms are looked
 * at: the end of another pod's anti-affinity is no news to it.
 *
 * <p>Namespace selectors are asked about a namespace without labels, whatever the labels are.
 * Source: kube-scheduler v1.34, {@code isSchedulableAfterPodChange} and {@code
 * isSchedulableAfterNodeChange}.
 */
final class AffinityHints {
  private AffinityHints() {}

  /** All of them. */
  static List<QueueingHint> all() {
    return List.of(
        new QueueingHint(ClusterEvent.ASSIGNED_POD_ADDED, AffinityHints::isWantedPodThere),
        new QueueingHint(ClusterEvent.ASSIGNED_POD_UPDATED, AffinityHints::hasPodTurned),
        new QueueingHint(ClusterEvent.ASSIGNED_POD_DELETED, AffinityHints::isUnwantedPodGone),
        new QueueingHint(ClusterEvent.NODE_ADDED, AffinityHints::hasTopologyChanged),
        new QueueingHint(ClusterEvent.NODE_LABELS_CHANGED, AffinityHints::hasTopologyChanged));
  }

  private static boolean isWantedPodThere(Pod pod, Change change) {
    Pod added = change.newPod();
    return added == null || (added.isBound() && isWanted(pod, added));
  }

  private static boolean isUnwantedPodGone(Pod pod, Change change) {
    Pod gone = change.oldPod();
    return gone == null || (gone.isBound() && isUnwanted(pod, gone));
  }

  private static boolean hasPodTurned(Pod pod, Change change) {
    Pod before = change.oldPod();
    Pod after = change.newPod();
    if (before == null || after == null) {
      return true;
    }
    return before.isBound()
        && after.isBound()
        && ((!isWanted(pod, before) && isWanted(pod, after))
            || (isUnwanted(pod, before) && !isUnwanted(pod, after)));
  }

  private static boolean isWanted(Pod pod, Pod other) {
    return allMatch(pod.spec().podAffinity().required(), pod, other);
  }

  private static boolean isUnwanted(Pod pod, Pod other) {
    return allMatch(pod.spec().podAntiAffinity().required(), pod, other);
  }

  private static boolean allMatch(List<PodAffinityTerm> terms, Pod pod, Pod other) {
    for (PodAffinityTerm term : terms) {
      if (!AffinityTerm.matches(term, pod, other, Labels.EMPTY)) {
        return false;
      }
    }
    return !terms.isEmpty();
  }

  private static boolean hasTopologyChanged(Pod pod, Change change) {
    Node after = change.newNode();
    if (after == null) {
      return true;
    }
    Node before = change.oldNode();
    return hasCome(pod.spec().podAffinity().required(), before, after)
        || hasGone(pod.spec().podAntiAffinity().required(), before, after);
  }

  /** Whether the node is now in a topology of the terms in which it was not. */
  private static boolean hasCome(List<PodAffinityTerm> terms, @Nullable Node before, Node after) {
    for (PodAffinityTerm term : terms) {
      String value = after.labels().get(term.topologyKey());
      if (value != null
          && (before == null || !value.equals(before.labels().get(term.topologyKey())))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the node is not any more in a topology of the terms in which it was, or never was. */
  private static boolean hasGone(List<PodAffinityTerm> terms, @Nullable Node before, Node after) {
    for (PodAffinityTerm term : terms) {
      if (before == null) {
        return true;
      }
      String value = before.labels().get(term.topologyKey());
      if (value != null && !Objects.equals(value, after.labels().get(term.topologyKey()))) {
        return true;
      }
    }
    return false;
  }
}
