package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.ScorePlugin;
import java.util.BitSet;
import java.util.List;

/**
 * A pod's {@code ScheduleAnyway} constraints, and how many pods count in each domain that has a
 * feasible node.
 */
final class SoftSpread {
  private final List<SpreadConstraint> constraints;
  private final DomainCounts[] counts;
  private final SpreadPodCounts.Column[] columns;
  private final double[] weights;
  private final BitSet ignored = new BitSet();

  /**
   * Counts the pods on all nodes.
   *
   * @param requiresAllKeys whether nodes without one of the keys are left out; if not, the lack of
   *     a key is one more domain of it
   */
  SoftSpread(
      Pod pod,
      List<SpreadConstraint> constraints,
      boolean requiresAllKeys,
      List<NodeInfo> feasible,
      SpreadPodCounts pods,
      NodeList cluster) {
    this.constraints = constraints;
    counts = new DomainCounts[constraints.size()];
    columns = new SpreadPodCounts.Column[counts.length];
    weights = new double[counts.length];
    boolean allByHostname = true;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new DomainCounts();
      columns[i] = pods.column(constraints.get(i));
      allByHostname &= constraints.get(i).isByHostname();
    }
    int scored = findDomains(requiresAllKeys, feasible);
    for (int i = 0; i < counts.length; i++) {
      weights[i] = weight(constraints.get(i).isByHostname() ? scored : counts[i].size());
    }
    if (!allByHostname) {
      count(new SpreadNodes(pod), requiresAllKeys, cluster);
    }
  }

  /** Makes the feasible nodes' domains known; says how many nodes are scored. */
  private int findDomains(boolean requiresAllKeys, List<NodeInfo> feasible) {
    int scored = 0;
    for (int n = 0; n < feasible.size(); n++) {
      Node node = feasible.get(n).node();
      if (requiresAllKeys && !SpreadNodes.hasAllKeys(node, constraints)) {
        ignored.set(feasible.get(n).index());
        continue;
      }
      scored++;
      for (int i = 0; i < counts.length; i++) {
        SpreadConstraint constraint = constraints.get(i);
        if (!constraint.isByHostname()) {
          counts[i].add(SpreadNodes.domain(node, constraint), 0);
        }
      }
    }
    return scored;
  }

  private void count(SpreadNodes nodes, boolean requiresAllKeys, NodeList cluster) {
    List<? extends NodeInfo> all = cluster.all();
    for (int n = 0; n < all.size(); n++) {
      NodeInfo info = all.get(n);
      Node node = info.node();
      if (requiresAllKeys && !SpreadNodes.hasAllKeys(node, constraints)) {
        continue;
      }
      for (int i = 0; i < counts.length; i++) {
        SpreadConstraint constraint = constraints.get(i);
        if (constraint.isByHostname() || !nodes.include(node, constraint)) {
          continue;
        }
        String domain = SpreadNodes.domain(node, constraint);
        if (counts[i].contains(domain)) {
          counts[i].add(domain, columns[i].on(info));
        }
      }
    }
  }

  /**
   * ln(size + 2), so that small topologies do not drown in large ones. Source: kube-scheduler
   * v1.34, {@code topologyNormalizingWeight}.
   *
   * <p>Go's logarithm may differ from this one in the last bit; a sum would have to lie that near
   * to a half for the rounded score to differ, and sums of whole numbers, where the counts are 0,
   * do not have the logarithm in them.
   */
  static double weight(int size) {
    return StrictMath.log(size + 2.0);
  }

  /**
   * Sum over the constraints of count × weight + maxSkew − 1, rounded; lower is better. By host
   * name the node's own pods count, whatever the policies say of the node. Source: kube-scheduler
   * v1.34, podtopologyspread {@code Score} and {@code scoreForCount}.
   */
  long score(NodeInfo info) {
    if (ignored.get(info.index())) {
      return 0;
    }
    double score = 0;
    for (int i = 0; i < counts.length; i++) {
      SpreadConstraint constraint = constraints.get(i);
      String domain = info.node().labels().get(constraint.topologyKey());
      if (domain != null) {
        double count = constraint.isByHostname() ? columns[i].on(info) : counts[i].get(domain);
        score += count * weights[i] + (constraint.maxSkew() - 1);
      }
    }
    return Math.round(score);
  }

  /**
   * 100 × (highest + lowest − score) / highest, 100 where the highest is 0, and 0 for nodes that
   * were left out. Source: kube-scheduler v1.34, podtopologyspread {@code NormalizeScore}.
   */
  void normalize(List<NodeInfo> feasible, long[] scores) {
    long lowest = Long.MAX_VALUE;
    long highest = 0;
    for (int n = 0; n < feasible.size(); n++) {
      if (!ignored.get(feasible.get(n).index())) {
        lowest = Math.min(lowest, scores[n]);
        highest = Math.max(highest, scores[n]);
      }
    }
    for (int n = 0; n < feasible.size(); n++) {
      if (ignored.get(feasible.get(n).index())) {
        scores[n] = 0;
      } else if (highest == 0) {
        scores[n] = ScorePlugin.SCORE_MAX;
      } else {
        scores[n] = ScorePlugin.SCORE_MAX * (highest + lowest - scores[n]) / highest;
      }
    }
  }
}
