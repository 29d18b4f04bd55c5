package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinityTerm;
import io.towtank.scheduling.framework.Lister;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A term of the pod that is being scheduled, its namespace selector resolved to names; and the
 * question whether a term means a pod.
 *
 * <p>What is merged into terms from {@code matchLabelKeys} is the API server's business: it stands
 * in the label selector already.
 */
final class AffinityTerm {
  private final String topologyKey;
  private final @Nullable LabelSelector labelSelector;
  private final boolean inEveryNamespace;
  private final SortedSet<String> namespaces;

  /**
   * A term as it is while the namespaces stay as they are.
   *
   * @param owner the pod whose term it is
   * @param known all namespaces there are; a selector finds no others
   */
  AffinityTerm(PodAffinityTerm term, Pod owner, Lister<Namespace> known) {
    topologyKey = term.topologyKey();
    labelSelector = term.labelSelector();
    namespaces = new TreeSet<>(term.namespaces());
    LabelSelector selector = term.namespaceSelector();
    inEveryNamespace = selector != null && selector.isEmpty();
    if (isForOwnNamespace(term)) {
      namespaces.add(owner.namespace());
    } else if (selector != null && !inEveryNamespace) {
      for (Namespace namespace : known.list()) {
        if (selector.matches(namespace.labels())) {
          namespaces.add(namespace.name());
        }
      }
    }
  }

  /** All of a pod's terms. */
  static List<AffinityTerm> listOf(
      List<PodAffinityTerm> terms, Pod owner, Lister<Namespace> known) {
    List<AffinityTerm> resolved = new ArrayList<>(terms.size());
    for (PodAffinityTerm term : terms) {
      resolved.add(new AffinityTerm(term, owner, known));
    }
    return resolved;
  }

  /** Node label whose equal values make nodes near. */
  String topologyKey() {
    return topologyKey;
  }

  /** Whether the term means the pod. */
  boolean matches(Pod pod) {
    return labelSelector != null
        && (inEveryNamespace || namespaces.contains(pod.namespace()))
        && labelSelector.matches(pod.labels());
  }

  /** Whether each of the terms means the pod; false where there are none. */
  static boolean allMatch(List<AffinityTerm> terms, Pod pod) {
    for (int i = 0; i < terms.size(); i++) {
      if (!terms.get(i).matches(pod)) {
        return false;
      }
    }
    return !terms.isEmpty();
  }

  /**
   * Whether another pod's term means a candidate. A namespace selector is asked about the labels,
   * so a namespace that is not known counts as one without labels.
   *
   * @param owner the pod whose term it is
   * @param namespaceLabels labels of the namespace of {@code candidate}
   */
  static boolean matches(PodAffinityTerm term, Pod owner, Pod candidate, Labels namespaceLabels) {
    LabelSelector selector = term.labelSelector();
    return selector != null
        && isForNamespace(term, owner, candidate.namespace(), namespaceLabels)
        && selector.matches(candidate.labels());
  }

  private static boolean isForNamespace(
      PodAffinityTerm term, Pod owner, String namespace, Labels namespaceLabels) {
    if (isForOwnNamespace(term)) {
      return owner.namespace().equals(namespace);
    }
    LabelSelector selector = term.namespaceSelector();
    return term.namespaces().contains(namespace)
        || (selector != null && selector.matches(namespaceLabels));
  }

  private static boolean isForOwnNamespace(PodAffinityTerm term) {
    return term.namespaces().isEmpty() && term.namespaceSelector() == null;
  }

  /** Labels of a namespace, none if it is not known. */
  static Labels labelsOf(String namespace, Lister<Namespace> known) {
    Namespace found = known.get(namespace);
    return found == null ? Labels.EMPTY : found.labels();
  }
}
