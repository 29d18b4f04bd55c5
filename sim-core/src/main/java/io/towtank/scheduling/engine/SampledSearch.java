package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Rejected;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks the filters about one node after another until enough nodes are feasible, beginning where
 * the last search ended.
 *
 * <p>Source: kube-scheduler v1.34, {@code findNodesThatFitPod} and {@code
 * findNodesThatPassFilters}, as one worker carries them out: the search ends when one feasible node
 * more than enough is met, so the next one begins there. Several workers look at some nodes beyond,
 * as chance will have it.
 */
final class SampledSearch {
  private static final Comparator<NodeInfo> NODE_ORDER = Comparator.comparingInt(NodeInfo::index);

  private final NodeFilter filter;
  private final NodeSampling sampling;
  private final boolean scores;
  private final List<Rejected> rejected = new ArrayList<>();

  /**
   * A search for one profile.
   *
   * @param scores whether nodes are scored; if not, the first feasible one is enough
   */
  SampledSearch(NodeFilter filter, NodeSampling sampling, boolean scores) {
    this.filter = filter;
    this.sampling = sampling;
    this.scores = scores;
  }

  /**
   * Fills in feasible and rejected nodes, or a failure.
   *
   * @param names the nodes that PreFilter leaves, null for all
   * @param outside what is said of the others
   * @param nominated the refusal of the node that the pod is nominated to, null if there is none;
   *     it counts as processed
   * @param details whether rejected nodes are wanted though others are feasible
   */
  void run(
      CycleState state,
      PodInfo pod,
      NodeList nodes,
      @Nullable SortedSet<String> names,
      Status outside,
      @Nullable Rejected nominated,
      boolean details,
      Selection selection) {
    List<NodeInfo> candidates = candidates(nodes, names);
    List<NodeInfo> feasible = selection.mutableFeasible();
    rejected.clear();
    int evaluated = look(state, pod, candidates, selection);
    if (nominated != null && rejected.stream().noneMatch(r -> r.node() == nominated.node())) {
      rejected.add(nominated);
    }
    sampling.advance(feasible.size() + rejected.size(), nodes.all().size());
    if (selection.failure() != null) {
      return;
    }
    selection.setNodesEvaluated(evaluated);
    feasible.sort(NODE_ORDER);
    if (feasible.isEmpty() || details) {
      if (names != null) {
        rejectOutside(nodes, names, outside, selection);
      }
      rejected.sort(Comparator.comparing(Rejected::node, NODE_ORDER));
      selection.mutableRejected().addAll(rejected);
    }
  }

  private static List<NodeInfo> candidates(NodeList nodes, @Nullable SortedSet<String> names) {
    List<NodeInfo> candidates = new ArrayList<>();
    for (NodeInfo node : nodes.inSearchOrder()) {
      if (names == null || names.contains(node.node().name())) {
        candidates.add(node);
      }
    }
    return candidates;
  }

  /** Number of nodes that the filters were asked about. */
  private int look(CycleState state, PodInfo pod, List<NodeInfo> candidates, Selection selection) {
    int count = candidates.size();
    if (count == 0) {
      return 0;
    }
    List<NodeInfo> feasible = selection.mutableFeasible();
    int enough = scores ? sampling.enoughOf(count) : 1;
    int first = sampling.firstOf(count);
    for (int i = 0; i < count; i++) {
      NodeInfo node = candidates.get((first + i) % count);
      Status status = filter.filter(state, pod, node);
      if (status.isSuccess()) {
        if (feasible.size() == enough) {
          return i + 1;
        }
        feasible.add(node);
      } else if (status.isRejected()) {
        rejected.add(new Rejected(node, filter.refusingPlugin(), status));
      } else {
        selection.fail(filter.refusingPlugin(), status);
        return i + 1;
      }
    }
    return count;
  }

  private void rejectOutside(
      NodeList nodes, SortedSet<String> names, Status outside, Selection selection) {
    String plugin = selection.mutableNarrowingPlugins().first();
    for (NodeInfo node : nodes.all()) {
      if (!names.contains(node.node().name())) {
        rejected.add(new Rejected(node, plugin, outside));
      }
    }
  }
}
