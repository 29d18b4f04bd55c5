package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.RequiredNodeAffinity;
import io.towtank.plugins.kubernetes.TaintToleration;
import java.util.List;

/** Which nodes count for a pod's topology spread constraints, whatever lies on them. */
final class SpreadNodes {
  private final Pod pod;
  private final RequiredNodeAffinity affinity;

  SpreadNodes(Pod pod) {
    this.pod = pod;
    this.affinity = new RequiredNodeAffinity(pod.spec());
  }

  /** Whether the node lies in some domain of each constraint. */
  static boolean hasAllKeys(Node node, List<SpreadConstraint> constraints) {
    Labels labels = node.labels();
    for (int i = 0; i < constraints.size(); i++) {
      if (!labels.contains(constraints.get(i).topologyKey())) {
        return false;
      }
    }
    return true;
  }

  /** The node's domain; empty where it lacks the key. */
  static String domain(Node node, SpreadConstraint constraint) {
    String value = node.labels().get(constraint.topologyKey());
    return value == null ? "" : value;
  }

  /**
   * Whether the constraint's policies let the node count. Source: kube-scheduler v1.34, {@code
   * matchNodeInclusionPolicies}.
   */
  boolean include(Node node, SpreadConstraint constraint) {
    return (!constraint.honorsAffinity() || affinity.matches(node))
        && (!constraint.honorsTaints() || TaintToleration.untolerated(pod, node) == null);
  }
}
