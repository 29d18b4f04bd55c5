package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.LabelSelector;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.StateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many pods count on each node of the cluster, as it stood when the attempt began. Each node's
 * pods are looked through once for each selector and attempt, however many constraints have it and
 * whether Filter or Score asks.
 */
final class SpreadPodCounts {
  private static final StateKey<SpreadPodCounts> KEY =
      new StateKey<>("pods that count for topology spread", SpreadPodCounts.class);
  private static final int UNKNOWN = -1;

  private final String namespace;
  private final List<Column> columns = new ArrayList<>(2);

  private SpreadPodCounts(String namespace) {
    this.namespace = namespace;
  }

  /** The attempt's counts, of which none is known at first. */
  static SpreadPodCounts of(CycleState state, PodInfo pod) {
    SpreadPodCounts counts = state.read(KEY);
    if (counts == null) {
      counts = new SpreadPodCounts(pod.pod().namespace());
      state.write(KEY, counts);
    }
    return counts;
  }

  /** The counts for a constraint; those with equal selectors share them. */
  Column column(SpreadConstraint constraint) {
    for (Column column : columns) {
      if (Objects.equals(column.selector, constraint.selector())) {
        return column;
      }
    }
    Column column = new Column(constraint, namespace);
    columns.add(column);
    return column;
  }

  /** Counts by node, for one selector. */
  static final class Column {
    private final @Nullable LabelSelector selector;
    private final SpreadConstraint constraint;
    private final String namespace;
    private int[] byNode = new int[0];

    private Column(SpreadConstraint constraint, String namespace) {
      this.selector = constraint.selector();
      this.constraint = constraint;
      this.namespace = namespace;
    }

    /** How many of the node's pods count. The node must be the cluster's own, no copy on trial. */
    int on(NodeInfo node) {
      int index = node.index();
      if (index >= byNode.length) {
        int known = byNode.length;
        byNode = Arrays.copyOf(byNode, Math.max(index + 1, 2 * known));
        Arrays.fill(byNode, known, byNode.length, UNKNOWN);
      }
      if (byNode[index] == UNKNOWN) {
        byNode[index] = count(node);
      }
      return byNode[index];
    }

    private int count(NodeInfo node) {
      List<PodInfo> pods = node.pods();
      int count = 0;
      for (int i = 0; i < pods.size(); i++) {
        if (constraint.counts(pods.get(i).pod(), namespace)) {
          count++;
        }
      }
      return count;
    }
  }
}
