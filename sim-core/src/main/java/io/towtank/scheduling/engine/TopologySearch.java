package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.TopologyPlugin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The search for a node where topology counts: by groups of nodes, not node by node. */
final class TopologySearch {
  private final EnginePlugins plugins;
  private final EngineOptions options;
  private final ReferenceEngine plain;
  private final List<TopologyPlugin> topologyPlugins;
  private final TopologyClasses classes;
  private final ScorePlans plans;
  private final LateFeasible lateFeasible;
  private long lastScores = -1;
  private @Nullable ScorePlan lastPlan;
  private final boolean[] hasFilter;
  private final int[] weights;
  private @Nullable ActiveFilters sortedFilters;
  private List<FilterPlugin> otherFilters = List.of();
  private boolean areOthersDeclared;

  TopologySearch(EnginePlugins plugins, EngineOptions options, ReferenceEngine plain) {
    this.plugins = plugins;
    this.options = options;
    this.plain = plain;
    topologyPlugins = topologyPlugins(plugins);
    classes = new TopologyClasses(topologyPlugins);
    plans = new ScorePlans(plugins, ScorePlan::ofPart);
    lateFeasible = new LateFeasible(plain.selection());
    hasFilter = new boolean[topologyPlugins.size()];
    weights = new int[hasFilter.length];
  }

  /** Those that are enabled wherever they need to be. */
  private static List<TopologyPlugin> topologyPlugins(EnginePlugins plugins) {
    List<TopologyPlugin> list = new ArrayList<>();
    for (FilterPlugin filter : plugins.filter()) {
      if (filter instanceof TopologyPlugin topology
          && plugins.preFilter().contains((Plugin) filter)
          && (!plugins.score().contains((Plugin) filter)
              || plugins.preScore().contains((Plugin) filter))) {
        list.add(topology);
      }
    }
    return list;
  }

  /**
   * Begins an attempt, before PreFilter.
   *
   * @return the pod's class, with views that their plugins know of; null if topology doesn't count
   *     or nodes must be asked one by one
   */
  @Nullable TopologyClass begin(CycleState state, PodInfo pod, NodeJournal nodes) {
    for (int i = 0; i < topologyPlugins.size(); i++) {
      if (topologyPlugins.get(i).concerns(pod, nodes)) {
        TopologyClass found = classes.of(pod, nodes.indexBound());
        return found.advance(state, pod, nodes) ? found : null;
      }
    }
    return null;
  }

  /**
   * Searches, after PreFilter.
   *
   * @return null if nodes must be asked one by one
   */
  @Nullable Selection select(
      CycleState state, PodInfo pod, NodeJournal nodes, TopologyClass podClass) {
    if (!sortFilters() || !podClass.rests().filter(state, pod, nodes, otherFilters)) {
      return null;
    }
    podClass.settle(nodes, hasFilter);
    if (!plain.nodeFilter().makeRoomForNominated(state, pod, nodes, podClass)
        || podClass.feasibleCount() == 0) {
      return null;
    }
    return choose(state, pod, nodes, podClass);
  }

  /** Tells topology's filters from the others; false if one of these has declared nothing. */
  private boolean sortFilters() {
    ActiveFilters active = plain.nodeFilter().active();
    if (active != sortedFilters) {
      sortedFilters = active;
      areOthersDeclared = true;
      Arrays.fill(hasFilter, false);
      List<FilterPlugin> others = new ArrayList<>();
      for (int i = 0; i < active.count(); i++) {
        FilterPlugin filter = active.get(i);
        int number = filter instanceof TopologyPlugin ? topologyPlugins.indexOf(filter) : -1;
        if (number >= 0) {
          hasFilter[number] = true;
        } else {
          areOthersDeclared &= filter.filterDependence().isDeclared();
          others.add(filter);
        }
      }
      otherFilters = List.copyOf(others);
    }
    return areOthersDeclared;
  }

  private Selection choose(
      CycleState state, PodInfo pod, NodeJournal nodes, TopologyClass podClass) {
    Selection selection = plain.selection();
    selection.setNodesEvaluated(nodes.all().size());
    selection.listFeasibleLater(() -> nodesAt(nodes, podClass.feasible()));
    if (podClass.feasibleCount() == 1) {
      return plain.chooseLone();
    }
    if (!plugins.score().isEmpty()
        && !plain.preScore(state, pod, lateFeasible.counted(podClass.feasibleCount()))) {
      return selection;
    }
    ScorePlan plan = plan();
    if (plan == null || !podClass.score(state, pod, nodes, plan, weights)) {
      return plain.chooseByScore(state, pod);
    }
    int count = podClass.bestCount();
    selection.listBestLater(
        () -> {
          int[] rows = new int[count];
          for (int i = 0; i < count; i++) {
            rows[i] = podClass.best(i);
          }
          return nodesAt(nodes, rows);
        });
    int chosen = options.tieBreaker().choose(count, i -> at(nodes, podClass.best(i)));
    selection.select(at(nodes, podClass.best(chosen)));
    return selection;
  }

  private static List<NodeInfo> nodesAt(NodeJournal nodes, int[] rows) {
    List<NodeInfo> list = new ArrayList<>(rows.length);
    for (int row : rows) {
      list.add(at(nodes, row));
    }
    return list;
  }

  private static NodeInfo at(NodeJournal nodes, int row) {
    NodeInfo node = nodes.byIndex(row);
    if (node == null) {
      throw new IllegalStateException("node " + row + " is gone");
    }
    return node;
  }

  /** The plan for the other score plugins that PreScore left; sets the weights of topology's. */
  private @Nullable ScorePlan plan() {
    long left = plain.activeScores();
    if (left != lastScores) {
      lastScores = left;
      Arrays.fill(weights, 0);
      long mask = left;
      for (int i = 0; i < plugins.score().size(); i++) {
        ScorePlugin plugin = plugins.score().get(i);
        int number = plugin instanceof TopologyPlugin ? topologyPlugins.indexOf(plugin) : -1;
        if (number >= 0) {
          weights[number] = (left >> i & 1) != 0 ? plugins.scoreWeights().get(i) : 0;
          mask &= ~(1L << i);
        }
      }
      lastPlan = plans.of(mask);
    }
    return lastPlan;
  }
}
