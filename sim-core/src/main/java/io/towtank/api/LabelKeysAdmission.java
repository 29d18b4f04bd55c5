package io.towtank.api;

import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.LabelSelectorRequirement.Operator;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges {@code matchLabelKeys} and {@code mismatchLabelKeys} into the label selectors beside them,
 * with the pod's own values; keys that the pod lacks, and terms without a selector, stay as they
 * are. Source: Kubernetes docs, "Assigning Pods to Nodes", matchLabelKeys.
 */
final class LabelKeysAdmission implements Admission<Pod> {
  @Override
  public Pod admit(Pod pod) {
    PodSpec spec = pod.spec();
    if (!hasKeys(spec)) {
      return pod;
    }
    List<TopologySpreadConstraint> spread = new ArrayList<>();
    for (TopologySpreadConstraint constraint : spec.topologySpreadConstraints()) {
      LabelSelector selector = constraint.labelSelector();
      spread.add(
          selector == null
              ? constraint
              : constraint.withLabelSelector(
                  merged(selector, constraint.matchLabelKeys(), Operator.IN, pod.labels())));
    }
    return pod.toBuilder()
        .spec(
            spec.toBuilder()
                .podAffinity(merged(spec.podAffinity(), pod.labels()))
                .podAntiAffinity(merged(spec.podAntiAffinity(), pod.labels()))
                .topologySpreadConstraints(spread)
                .build())
        .build();
  }

  private static boolean hasKeys(PodSpec spec) {
    if (hasKeys(spec.podAffinity()) || hasKeys(spec.podAntiAffinity())) {
      return true;
    }
    for (TopologySpreadConstraint constraint : spec.topologySpreadConstraints()) {
      if (!constraint.matchLabelKeys().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasKeys(PodAffinity affinity) {
    for (PodAffinityTerm term : affinity.required()) {
      if (hasKeys(term)) {
        return true;
      }
    }
    for (PodAffinity.PreferredTerm preferred : affinity.preferred()) {
      if (hasKeys(preferred.term())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasKeys(PodAffinityTerm term) {
    return !term.matchLabelKeys().isEmpty() || !term.mismatchLabelKeys().isEmpty();
  }

  private static PodAffinity merged(PodAffinity affinity, Labels labels) {
    return new PodAffinity(
        affinity.required().stream().map(term -> merged(term, labels)).toList(),
        affinity.preferred().stream()
            .map(term -> new PodAffinity.PreferredTerm(term.weight(), merged(term.term(), labels)))
            .toList());
  }

  private static PodAffinityTerm merged(PodAffinityTerm term, Labels labels) {
    LabelSelector selector = term.labelSelector();
    if (selector == null) {
      return term;
    }
    selector = merged(selector, term.matchLabelKeys(), Operator.IN, labels);
    return term.withLabelSelector(
        merged(selector, term.mismatchLabelKeys(), Operator.NOT_IN, labels));
  }

  private static LabelSelector merged(
      LabelSelector selector, List<String> keys, Operator operator, Labels labels) {
    LabelSelector all = selector;
    for (String key : keys) {
      String value = labels.get(key);
      if (value != null) {
        all = all.with(new LabelSelectorRequirement(key, operator, List.of(value)));
      }
    }
    return all;
  }
}
