package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod's {@code DoNotSchedule} constraints, and how many pods count in each of their domains.
 *
 * <p>Trials put pods on one node and take them away, so that one domain changes for each
 * constraint. That change is kept apart, and a copy costs no more than the number of constraints.
 */
final class HardSpread implements CycleState.Copyable {
  static final Status TOO_UNEVEN =
      Status.unschedulable("node(s) didn't match pod topology spread constraints");
  static final Status NO_LABEL =
      Status.unresolvable(
          "node(s) didn't match pod topology spread constraints (missing required label)");

  private final Pod pod;
  private final List<SpreadConstraint> constraints;
  private final SpreadNodes nodes;
  private final DomainCounts[] counts;
  private final boolean[] matchesItself;
  private final @Nullable String[] changedDomains;
  private final int[] changes;

  /** Counts the pods on all nodes. */
  HardSpread(Pod pod, List<SpreadConstraint> constraints, SpreadPodCounts pods, NodeList cluster) {
    this.pod = pod;
    this.constraints = constraints;
    nodes = new SpreadNodes(pod);
    int size = constraints.size();
    counts = new DomainCounts[size];
    matchesItself = new boolean[size];
    changedDomains = new String[size];
    changes = new int[size];
    SpreadPodCounts.Column[] columns = new SpreadPodCounts.Column[size];
    for (int i = 0; i < size; i++) {
      counts[i] = new DomainCounts();
      matchesItself[i] = constraints.get(i).matches(pod.labels());
      columns[i] = pods.column(constraints.get(i));
    }
    List<? extends NodeInfo> all = cluster.all();
    for (int n = 0; n < all.size(); n++) {
      NodeInfo info = all.get(n);
      Node node = info.node();
      if (!SpreadNodes.hasAllKeys(node, constraints)) {
        continue;
      }
      for (int i = 0; i < size; i++) {
        SpreadConstraint constraint = constraints.get(i);
        if (nodes.include(node, constraint)) {
          counts[i].add(SpreadNodes.domain(node, constraint), columns[i].on(info));
        }
      }
    }
  }

  private HardSpread(HardSpread original) {
    pod = original.pod;
    constraints = original.constraints;
    nodes = original.nodes;
    counts = original.counts.clone();
    matchesItself = original.matchesItself;
    changedDomains = original.changedDomains.clone();
    changes = original.changes.clone();
  }

  @Override
  public HardSpread copy() {
    return new HardSpread(this);
  }

  /**
   * Whether the node may take the pod: count + 1 if the pod counts itself − fewest ≤ maxSkew.
   * Source: kube-scheduler v1.34, podtopologyspread {@code Filter}.
   */
  Status filter(Node node) {
    Labels labels = node.labels();
    for (int i = 0; i < constraints.size(); i++) {
      SpreadConstraint constraint = constraints.get(i);
      String domain = labels.get(constraint.topologyKey());
      if (domain == null) {
        return NO_LABEL;
      }
      long count = counts[i].get(domain);
      if (domain.equals(changedDomains[i])) {
        count += changes[i];
      }
      long skew = count + (matchesItself[i] ? 1 : 0) - fewest(i);
      if (skew > constraint.maxSkew()) {
        return TOO_UNEVEN;
      }
    }
    return Status.SUCCESS;
  }

  private int fewest(int i) {
    if (counts[i].size() < constraints.get(i).minDomains()) {
      return 0;
    }
    String changed = changedDomains[i];
    return changed == null
        ? counts[i].fewest()
        : Math.min(counts[i].fewestBut(changed), counts[i].get(changed) + changes[i]);
  }

  /**
   * A pod was put on the node (+1) or taken away (−1). Unlike the first count, this one neither
   * passes over terminating pods nor over empty selectors. Source: kube-scheduler v1.34, {@code
   * updateWithPod}.
   */
  void change(PodInfo other, Node node, int difference) {
    if (!other.pod().namespace().equals(pod.namespace())
        || !SpreadNodes.hasAllKeys(node, constraints)) {
      return;
    }
    for (int i = 0; i < constraints.size(); i++) {
      SpreadConstraint constraint = constraints.get(i);
      if (constraint.matches(other.pod().labels()) && nodes.include(node, constraint)) {
        change(i, SpreadNodes.domain(node, constraint), difference);
      }
    }
  }

  private void change(int i, String domain, int difference) {
    String changed = changedDomains[i];
    if (changed != null && !changed.equals(domain)) {
      counts[i] = counts[i].copy();
      counts[i].add(changed, changes[i]);
      changes[i] = 0;
    }
    changedDomains[i] = domain;
    changes[i] += difference;
  }
}
