package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.NormalizeScorePlugin;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The plain loop: every plugin is asked about every node. Cost of a decision: nodes × plugins.
 *
 * <p>As in kube-scheduler, a single feasible node is taken without scoring, and without score
 * plugins all feasible nodes are equally good. With {@link EngineOptions#sampling()} the search
 * ends as soon as enough nodes are feasible; see {@link SampledSearch}.
 */
public final class ReferenceEngine implements SchedulingEngine {
  private static final Status NO_NODES = Status.error("no nodes available to schedule pods");

  private final EnginePlugins plugins;
  private final EngineOptions options;
  private final NodeFilter nodeFilter;
  private final @Nullable SampledSearch sampledSearch;
  private final Selection selection = new Selection();
  private final PreFilterPlugin[] preFilters;
  private final PreScorePlugin[] preScores;

  /** For each PreScore plugin the bit of its Score, 0 if it has none. */
  private final long[] scoreBits;

  private final Map<Long, ActiveFilters> activeBySkipped = new HashMap<>();
  private long skippedPreFilters;
  private long activeSkipped;
  private ActiveFilters active;
  private long activeScores;
  private Status[] verdicts = new Status[0];
  private String[] verdictPlugins = new String[0];
  private long[] totals = new long[0];
  private long[] scores = new long[0];
  private PostFilterPlugin.@Nullable Rejected nominatedRefusal;
  private @Nullable SortedSet<String> names;

  /** An engine for one profile. */
  public ReferenceEngine(EnginePlugins plugins, EngineOptions options) {
    this.plugins = plugins;
    this.options = options;
    this.nodeFilter = new NodeFilter(plugins, options.nominated());
    preFilters = plugins.preFilter().toArray(new PreFilterPlugin[0]);
    preScores = plugins.preScore().toArray(new PreScorePlugin[0]);
    scoreBits = new long[preScores.length];
    for (int i = 0; i < preScores.length; i++) {
      int score = plugins.score().indexOf(preScores[i]);
      scoreBits[i] = score < 0 ? 0 : 1L << score;
    }
    active = new ActiveFilters(plugins.filter(), List.of());
    activeBySkipped.put(0L, active);
    NodeSampling sampling = options.sampling();
    this.sampledSearch =
        sampling == null
            ? null
            : new SampledSearch(nodeFilter, sampling, !plugins.score().isEmpty());
  }

  @Override
  public Selection select(CycleState state, PodInfo pod, NodeList nodes, boolean details) {
    return prepare(state, pod, nodes) ? search(state, pod, nodes, details) : selection;
  }

  /** The outcome of the current attempt. */
  Selection selection() {
    return selection;
  }

  /** The filters of the current attempt. */
  NodeFilter nodeFilter() {
    return nodeFilter;
  }

  /** The nodes that PreFilter left, null for all. */
  @Nullable SortedSet<String> namesLeft() {
    return names;
  }

  /** Begins an attempt and runs PreFilter; whether there is anything to search for. */
  boolean prepare(CycleState state, PodInfo pod, NodeList nodes) {
    selection.clear();
    names = null;
    if (nodes.all().isEmpty()) {
      selection.fail("", NO_NODES);
      return false;
    }
    names = preFilter(state, pod, nodes);
    if (skippedPreFilters != activeSkipped) {
      activeSkipped = skippedPreFilters;
      active = activeBySkipped.computeIfAbsent(skippedPreFilters, this::activeWithout);
    }
    state.skipFilters(active.skipped());
    if (selection.failure() != null) {
      return false;
    }
    nodeFilter.begin(active);
    return true;
  }

  private ActiveFilters activeWithout(long skipped) {
    List<String> skippedNames = new ArrayList<>();
    for (int i = 0; i < preFilters.length; i++) {
      if ((skipped >> i & 1) != 0) {
        skippedNames.add(preFilters[i].name());
      }
    }
    return new ActiveFilters(plugins.filter(), skippedNames);
  }

  /** All that comes after {@link #prepare}. */
  Selection search(CycleState state, PodInfo pod, NodeList nodes, boolean details) {
    if (!passesOnNominatedNode(state, pod, nodes, names)) {
      filter(state, pod, nodes, names, details);
    }
    return chooseFeasible(state, pod, details);
  }

  private Selection chooseFeasible(CycleState state, PodInfo pod, boolean details) {
    if (selection.failure() != null || selection.feasible().isEmpty()) {
      return selection;
    }
    if (selection.feasible().size() == 1 && !(details && options.scoresLoneNode())) {
      return chooseLone();
    }
    score(state, pod, details);
    if (selection.failure() != null && selection.feasible().size() == 1) {
      // The choice needs no scores; they were only asked for to be shown.
      selection.takeLoneNode();
    }
    if (selection.failure() == null) {
      chooseBest();
    }
    return selection;
  }

  /** Takes the only feasible node. */
  Selection chooseLone() {
    selection.mutableBest().addAll(selection.feasible());
    chooseBest();
    return selection;
  }

  private void chooseBest() {
    List<NodeInfo> best = selection.best();
    selection.select(best.get(options.tieBreaker().choose(best)));
  }

  /** The nodes that PreFilter leaves, null for all. */
  private @Nullable SortedSet<String> preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    SortedSet<String> left = null;
    SortedSet<String> narrowing = selection.mutableNarrowingPlugins();
    skippedPreFilters = 0;
    for (int i = 0; i < preFilters.length; i++) {
      PreFilterPlugin plugin = preFilters[i];
      PreFilterResult result = plugin.preFilter(state, pod, nodes);
      if (result.status().isSkip()) {
        skippedPreFilters |= 1L << i;
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
        if (left == null) {
          left = new TreeSet<>(result.nodeNames());
        } else {
          left.retainAll(result.nodeNames());
        }
        if (left.isEmpty()) {
          selection.fail(plugin.name(), Status.unresolvable(unsatisfied(narrowing)));
          return null;
        }
      }
    }
    return left;
  }

  private static String unsatisfied(SortedSet<String> plugins) {
    return plugins.size() == 1
        ? "node(s) didn't satisfy plugin " + plugins.first()
        : "node(s) didn't satisfy plugin(s) [" + String.join(" ", plugins) + "] simultaneously";
  }

  /**
   * Whether the node that the pod is nominated to can take it: then it does, whatever others could.
   * Source: kube-scheduler v1.34, {@code evaluateNominatedNode}.
   */
  private boolean passesOnNominatedNode(
      CycleState state, PodInfo pod, NodeList nodes, @Nullable SortedSet<String> names) {
    nominatedRefusal = null;
    String nominatedNode = pod.pod().nominatedNodeName();
    if (nominatedNode.isEmpty() || (names != null && !names.contains(nominatedNode))) {
      return false;
    }
    NodeInfo node = nodes.byName(nominatedNode);
    if (node == null) {
      return false;
    }
    Status status = nodeFilter.filter(state, pod, node);
    if (status.isRejected()) {
      nominatedRefusal = new PostFilterPlugin.Rejected(node, nodeFilter.refusingPlugin(), status);
    }
    if (!status.isSuccess()) {
      return false;
    }
    selection.mutableFeasible().add(node);
    selection.setNodesEvaluated(1);
    return true;
  }

  private void filter(
      CycleState state,
      PodInfo pod,
      NodeList nodes,
      @Nullable SortedSet<String> names,
      boolean details) {
    List<? extends NodeInfo> all = nodes.all();
    List<NodeInfo> feasible = selection.mutableFeasible();
    SortedSet<String> narrowing = selection.mutableNarrowingPlugins();
    Status outside =
        Status.unresolvable(
            "node(s) didn't satisfy plugin(s) [" + String.join(" ", narrowing) + "]");
    if (sampledSearch != null) {
      sampledSearch.run(state, pod, nodes, names, outside, nominatedRefusal, details, selection);
      return;
    }
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
      Status status = nodeFilter.filter(state, pod, node);
      if (!status.isSuccess()) {
        if (!status.isRejected()) {
          selection.fail(nodeFilter.refusingPlugin(), status);
          return;
        }
        verdicts[n] = status;
        verdictPlugins[n] = nodeFilter.refusingPlugin();
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

  private void score(CycleState state, PodInfo pod, boolean details) {
    List<NodeInfo> feasible = selection.feasible();
    if (plugins.score().isEmpty()) {
      selection.mutableBest().addAll(feasible);
      return;
    }
    if (preScore(state, pod, feasible)) {
      scorePrepared(state, pod, details);
    }
  }

  /** Runs PreScore; false if that fails. */
  boolean preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    activeScores = -1;
    for (int i = 0; i < preScores.length; i++) {
      Status status = preScores[i].preScore(state, pod, feasible);
      if (status.isSkip()) {
        activeScores &= ~scoreBits[i];
      } else if (!status.isSuccess()) {
        selection.fail(preScores[i].name(), status);
        return false;
      }
    }
    return true;
  }

  /** By bits, the score plugins that PreScore left; bits beyond the last of them are set too. */
  long activeScores() {
    return activeScores;
  }

  /** Scores the feasible nodes and chooses, after {@link #preScore}. */
  Selection chooseByScore(CycleState state, PodInfo pod) {
    scorePrepared(state, pod, false);
    chooseBest();
    return selection;
  }

  private void scorePrepared(CycleState state, PodInfo pod, boolean details) {
    int count = selection.feasible().size();
    if (totals.length < count) {
      totals = new long[Math.max(count, 2 * totals.length)];
      scores = new long[totals.length];
    }
    Arrays.fill(totals, 0, count, 0);
    for (int p = 0; p < plugins.score().size(); p++) {
      ScorePlugin plugin = plugins.score().get(p);
      if ((activeScores >> p & 1) != 0) {
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
      if (!ScoreRange.contains(scores[i])) {
        throw ScoreRange.defect(plugin, feasible.get(i), scores[i]);
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
