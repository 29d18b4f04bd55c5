package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.NormalizeScorePlugin;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The plain loop: every plugin is asked about every node. Cost of a decision: nodes × plugins.
 *
 * <p>As in kube-scheduler, a single feasible node is taken without scoring, and without score
 * plugins all feasible nodes are equally good.
 */
public final class ReferenceEngine implements SchedulingEngine {
  private static final Status NO_NODES = Status.error("no nodes available to schedule pods");

  private final EnginePlugins plugins;
  private final TieBreaker tieBreaker;
  private final Selection selection = new Selection();
  private final List<Plugin> skipped = new ArrayList<>();
  private FilterPlugin[] activeFilters = new FilterPlugin[0];
  private Status[] verdicts = new Status[0];
  private String[] verdictPlugins = new String[0];
  private long[] totals = new long[0];
  private long[] scores = new long[0];

  /** An engine for one profile. */
  public ReferenceEngine(EnginePlugins plugins, TieBreaker tieBreaker) {
    this.plugins = plugins;
    this.tieBreaker = tieBreaker;
  }

  @Override
  public Selection select(CycleState state, PodInfo pod, NodeList nodes, boolean details) {
    selection.clear();
    skipped.clear();
    if (nodes.all().isEmpty()) {
      selection.fail("", NO_NODES);
      return selection;
    }
    SortedSet<String> names = preFilter(state, pod, nodes);
    if (selection.failure() != null) {
      return selection;
    }
    filter(state, pod, nodes, names, details);
    if (selection.failure() != null || selection.feasible().isEmpty()) {
      return selection;
    }
    if (selection.feasible().size() == 1) {
      selection.mutableBest().addAll(selection.feasible());
    } else {
      score(state, pod, details);
    }
    if (selection.failure() == null) {
      List<NodeInfo> best = selection.best();
      selection.select(best.get(tieBreaker.choose(best)));
    }
    return selection;
  }

  /** The nodes that PreFilter leaves, null for all. */
  private @Nullable SortedSet<String> preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    SortedSet<String> names = null;
    SortedSet<String> narrowing = selection.mutableNarrowingPlugins();
    for (PreFilterPlugin plugin : plugins.preFilter()) {
      PreFilterResult result = plugin.preFilter(state, pod, nodes);
      if (result.status().isSkip()) {
        skipped.add(plugin);
        continue;
      }
      if (result.status().code() == Status.Code.UNSCHEDULABLE) {
        // The others are asked all the same: one of them may know that preemption can't help.
        selection.fail(plugin.name(), result.status());
        continue;
      }
      if (!result.status().isSuccess()) {
        narrowing.clear();
        selection.fail(plugin.name(), result.status());
        return null;
      }
      if (result.nodeNames() != null) {
        narrowing.add(plugin.name());
        if (names == null) {
          names = new TreeSet<>(result.nodeNames());
        } else {
          names.retainAll(result.nodeNames());
        }
        if (names.isEmpty()) {
          selection.fail(plugin.name(), Status.unresolvable(unsatisfied(narrowing)));
          return null;
        }
      }
    }
    return names;
  }

  private static String unsatisfied(SortedSet<String> plugins) {
    return plugins.size() == 1
        ? "node(s) didn't satisfy plugin " + plugins.first()
        : "node(s) didn't satisfy plugin(s) [" + String.join(" ", plugins) + "] simultaneously";
  }

  private void filter(
      CycleState state,
      PodInfo pod,
      NodeList nodes,
      @Nullable SortedSet<String> names,
      boolean details) {
    int filterCount = gatherActiveFilters();
    List<? extends NodeInfo> all = nodes.all();
    List<NodeInfo> feasible = selection.mutableFeasible();
    SortedSet<String> narrowing = selection.mutableNarrowingPlugins();
    Status outside =
        Status.unresolvable(
            "node(s) didn't satisfy plugin(s) [" + String.join(" ", narrowing) + "]");
    int evaluated = 0;
    if (verdicts.length < all.size()) {
      verdicts = new Status[all.size()];
      verdictPlugins = new String[all.size()];
    }
    for (int n = 0; n < all.size(); n++) {
      NodeInfo node = all.get(n);
      verdicts[n] = Status.SUCCESS;
      if (names != null && !names.contains(node.node().name())) {
        verdicts[n] = outside;
        verdictPlugins[n] = narrowing.first();
        continue;
      }
      evaluated++;
      for (int f = 0; f < filterCount; f++) {
        Status status = activeFilters[f].filter(state, pod, node);
        if (!status.isSuccess()) {
          if (!status.isRejected()) {
            selection.fail(activeFilters[f].name(), status);
            return;
          }
          verdicts[n] = status;
          verdictPlugins[n] = activeFilters[f].name();
          break;
        }
      }
      if (verdicts[n].isSuccess()) {
        feasible.add(node);
      }
    }
    selection.setNodesEvaluated(evaluated);
    if (feasible.isEmpty() || details) {
      for (int n = 0; n < all.size(); n++) {
        if (!verdicts[n].isSuccess()) {
          selection
              .mutableRejected()
              .add(new PostFilterPlugin.Rejected(all.get(n), verdictPlugins[n], verdicts[n]));
        }
      }
    }
  }

  private int gatherActiveFilters() {
    if (activeFilters.length < plugins.filter().size()) {
      activeFilters = new FilterPlugin[plugins.filter().size()];
    }
    int count = 0;
    for (FilterPlugin plugin : plugins.filter()) {
      if (!skipped.contains(plugin)) {
        activeFilters[count++] = plugin;
      }
    }
    return count;
  }

  private void score(CycleState state, PodInfo pod, boolean details) {
    List<NodeInfo> feasible = selection.feasible();
    int count = feasible.size();
    skipped.clear();
    if (plugins.score().isEmpty()) {
      selection.mutableBest().addAll(feasible);
      return;
    }
    for (PreScorePlugin plugin : plugins.preScore()) {
      Status status = plugin.preScore(state, pod, feasible);
      if (status.isSkip()) {
        skipped.add(plugin);
      } else if (!status.isSuccess()) {
        selection.fail(plugin.name(), status);
        return;
      }
    }
    if (totals.length < count) {
      totals = new long[Math.max(count, 2 * totals.length)];
      scores = new long[totals.length];
    }
    Arrays.fill(totals, 0, count, 0);
    for (int p = 0; p < plugins.score().size(); p++) {
      ScorePlugin plugin = plugins.score().get(p);
      if (!skipped.contains(plugin)) {
        scoreBy(plugin, plugins.scoreWeights().get(p), state, pod, details);
      }
    }
    collectBest(count, details);
  }

  private void scoreBy(
      ScorePlugin plugin, int weight, CycleState state, PodInfo pod, boolean details) {
    List<NodeInfo> feasible = selection.feasible();
    int count = feasible.size();
    for (int i = 0; i < count; i++) {
      scores[i] = plugin.score(state, pod, feasible.get(i));
    }
    List<Long> raw = details ? listOf(scores, count) : List.of();
    if (plugin instanceof NormalizeScorePlugin normalizing) {
      normalizing.normalizeScore(state, pod, feasible, scores);
    } else {
      plugin.normalization().apply(scores, count);
    }
    for (int i = 0; i < count; i++) {
      if (scores[i] < 0 || scores[i] > ScorePlugin.SCORE_MAX) {
        throw new IllegalStateException(
            plugin.name() + " gave node " + feasible.get(i) + " the score " + scores[i]);
      }
      totals[i] += scores[i] * weight;
    }
    if (details) {
      selection
          .mutableScores()
          .add(new Selection.Scores(plugin.name(), weight, raw, listOf(scores, count)));
    }
  }

  private void collectBest(int count, boolean details) {
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, totals[i]);
    }
    List<NodeInfo> feasible = selection.feasible();
    for (int i = 0; i < count; i++) {
      if (totals[i] == max) {
        selection.mutableBest().add(feasible.get(i));
      }
    }
    if (details) {
      selection.mutableTotals().addAll(listOf(totals, count));
    }
  }

  private static List<Long> listOf(long[] values, int count) {
    List<Long> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(values[i]);
    }
    return list;
  }
}
