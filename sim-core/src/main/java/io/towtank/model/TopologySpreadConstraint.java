package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How evenly pods are to be spread over the values of a node label.
 *
 * @param maxSkew how many more matching pods a domain may have than the emptiest one; 1 or more
 * @param topologyKey node label whose values are the domains
 * @param whenUnsatisfiable what follows where it can't be met
 * @param labelSelector which pods are counted; null for none
 * @param minDomains as long as there are fewer domains, the emptiest counts as empty; null for 1
 * @param nodeAffinityPolicy whether nodes that the pod's node affinity rules out are left out
 * @param nodeTaintsPolicy whether nodes with taints that the pod does not tolerate are left out
 * @param matchLabelKeys keys whose value the counted pods share with this pod
 */
public record TopologySpreadConstraint(
    int maxSkew,
    String topologyKey,
    WhenUnsatisfiable whenUnsatisfiable,
    @Nullable LabelSelector labelSelector,
    @Nullable Integer minDomains,
    NodeInclusionPolicy nodeAffinityPolicy,
    NodeInclusionPolicy nodeTaintsPolicy,
    List<String> matchLabelKeys) {
  /** What follows where a constraint can't be met. */
  public enum WhenUnsatisfiable {
    /** The pod is not scheduled. */
    DO_NOT_SCHEDULE,
    /** The node scores less. */
    SCHEDULE_ANYWAY
  }

  /** Whether nodes that the pod could not use are counted. */
  public enum NodeInclusionPolicy {
    /** They are left out. */
    HONOR,
    /** They are counted like all others. */
    IGNORE
  }

  /** Copies the keys and refuses a skew below 1. */
  public TopologySpreadConstraint {
    if (maxSkew < 1) {
      throw new IllegalArgumentException("maxSkew must be 1 or more, found " + maxSkew);
    }
    matchLabelKeys = List.copyOf(matchLabelKeys);
  }

  /** With Kubernetes' defaults for all that is not said. */
  public static TopologySpreadConstraint of(
      int maxSkew, String topologyKey, WhenUnsatisfiable when, @Nullable LabelSelector selector) {
    return new TopologySpreadConstraint(
        maxSkew,
        topologyKey,
        when,
        selector,
        null,
        NodeInclusionPolicy.HONOR,
        NodeInclusionPolicy.IGNORE,
        List.of());
  }

  /** The same with another label selector. */
  public TopologySpreadConstraint withLabelSelector(LabelSelector selector) {
    return new TopologySpreadConstraint(
        maxSkew,
        topologyKey,
        whenUnsatisfiable,
        selector,
        minDomains,
        nodeAffinityPolicy,
        nodeTaintsPolicy,
        matchLabelKeys);
  }
}
