package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.LabelSelector;
import io.towtank.model.LabelSelectorRequirement;
import io.towtank.model.LabelSelectorRequirement.Operator;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topology spread constraint made ready for one pod. It says which pods count; which nodes do is
 * for {@link SpreadNodes} to say.
 *
 * @param selector with the pod's {@code matchLabelKeys} merged in; null matches nothing
 * @param minDomains 1 where the user says nothing
 * @param honorsAffinity whether nodes outside the pod's required node affinity are left out
 * @param honorsTaints whether nodes with taints that the pod does not tolerate are left out
 */
record SpreadConstraint(
    int maxSkew,
    String topologyKey,
    @Nullable LabelSelector selector,
    int minDomains,
    boolean honorsAffinity,
    boolean honorsTaints) {

  /** The constraint for a pod with these labels. */
  static SpreadConstraint of(TopologySpreadConstraint constraint, Labels podLabels) {
    Integer minDomains = constraint.minDomains();
    return new SpreadConstraint(
        constraint.maxSkew(),
        constraint.topologyKey(),
        merged(constraint.labelSelector(), constraint.matchLabelKeys(), podLabels),
        minDomains == null ? 1 : minDomains,
        constraint.nodeAffinityPolicy() == NodeInclusionPolicy.HONOR,
        constraint.nodeTaintsPolicy() == NodeInclusionPolicy.HONOR);
  }

  /** Admission has merged the keys already; doing it again serves pods that came around it. */
  private static @Nullable LabelSelector merged(
      @Nullable LabelSelector selector, List<String> keys, Labels podLabels) {
    if (selector == null) {
      return null;
    }
    LabelSelector all = selector;
    for (String key : keys) {
      String value = podLabels.get(key);
      if (value != null) {
        LabelSelectorRequirement same =
            new LabelSelectorRequirement(key, Operator.IN, List.of(value));
        if (!all.matchExpressions().contains(same)) {
          all = all.with(same);
        }
      }
    }
    return all;
  }

  /** The same with another selector. */
  SpreadConstraint withSelector(LabelSelector other) {
    return new SpreadConstraint(
        maxSkew, topologyKey, other, minDomains, honorsAffinity, honorsTaints);
  }

  /** Whether each node is a domain of its own. */
  boolean isByHostname() {
    return topologyKey.equals(Labels.HOSTNAME);
  }

  /** Whether the selector matches; an empty one matches everything. */
  boolean matches(Labels labels) {
    return selector != null && selector.matches(labels);
  }

  /**
   * Whether a pod on a node counts: it lies in the namespace of the pod that is being scheduled, is
   * not terminating, and matches. An empty selector counts none. Source: kube-scheduler v1.34,
   * {@code countPodsMatchSelector}.
   */
  boolean counts(Pod existing, String namespace) {
    return selector != null
        && !selector.isEmpty()
        && !existing.isTerminating()
        && existing.namespace().equals(namespace)
        && selector.matches(existing.labels());
  }
}
