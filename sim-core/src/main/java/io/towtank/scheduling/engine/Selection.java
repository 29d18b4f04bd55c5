package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How an engine found a node for a pod, or did not. Reused from attempt to attempt. */
public final class Selection {
  /** One score plugin's view of the feasible nodes. */
  public record Scores(String plugin, int weight, List<Long> raw, List<Long> normalized) {}

  private @Nullable NodeInfo selected;
  private @Nullable Status failure;
  private String failurePlugin = "";
  private final SortedSet<String> narrowingPlugins = new TreeSet<>();
  private int nodesEvaluated;
  private final List<NodeInfo> feasible = new ArrayList<>();
  private final List<PostFilterPlugin.Rejected> rejected = new ArrayList<>();
  private final List<Scores> scores = new ArrayList<>();
  private final List<Long> totals = new ArrayList<>();
  private final List<NodeInfo> best = new ArrayList<>();
  private @Nullable Supplier<List<NodeInfo>> feasibleLater;
  private @Nullable Supplier<List<NodeInfo>> bestLater;

  void clear() {
    selected = null;
    failure = null;
    failurePlugin = "";
    narrowingPlugins.clear();
    nodesEvaluated = 0;
    feasible.clear();
    rejected.clear();
    scores.clear();
    totals.clear();
    best.clear();
    feasibleLater = null;
    bestLater = null;
  }

  /** Leaves the feasible nodes to be listed if somebody asks before the next attempt. */
  void listFeasibleLater(Supplier<List<NodeInfo>> list) {
    feasibleLater = list;
  }

  /** As above, with the best ones. */
  void listBestLater(Supplier<List<NodeInfo>> list) {
    bestLater = list;
  }

  void select(NodeInfo node) {
    selected = node;
  }

  void fail(String plugin, Status status) {
    failurePlugin = plugin;
    failure = status;
  }

  void takeLoneNode() {
    failure = null;
    failurePlugin = "";
    scores.clear();
    totals.clear();
    best.clear();
    best.addAll(feasible);
  }

  void setNodesEvaluated(int count) {
    nodesEvaluated = count;
  }

  /** Plugins whose PreFilter left only some nodes. */
  SortedSet<String> mutableNarrowingPlugins() {
    return narrowingPlugins;
  }

  List<NodeInfo> mutableFeasible() {
    return feasible;
  }

  List<PostFilterPlugin.Rejected> mutableRejected() {
    return rejected;
  }

  List<Scores> mutableScores() {
    return scores;
  }

  List<Long> mutableTotals() {
    return totals;
  }

  List<NodeInfo> mutableBest() {
    return best;
  }

  /** The node chosen, null if none was found. */
  public @Nullable NodeInfo selected() {
    return selected;
  }

  /** Why the pod was refused for all nodes at once, or an error; null if neither. */
  public @Nullable Status failure() {
    return failure;
  }

  /** The plugin that {@link #failure} comes from, empty if none. */
  public String failurePlugin() {
    return failurePlugin;
  }

  /** Whether the attempt ended with an error rather than a refusal. */
  public boolean isError() {
    return failure != null && failure.code() == Status.Code.ERROR;
  }

  /** How many nodes the filters were asked about. */
  public int nodesEvaluated() {
    return nodesEvaluated;
  }

  /** Nodes that passed all filters, in node order. */
  public List<NodeInfo> feasible() {
    if (feasibleLater != null) {
      feasible.addAll(feasibleLater.get());
      feasibleLater = null;
    }
    return feasible;
  }

  /** Nodes that were ruled out, in node order; only if no node was found, or details were asked. */
  public List<PostFilterPlugin.Rejected> rejected() {
    return rejected;
  }

  /** Scores by plugin; only if details were asked for and scoring took place. */
  public List<Scores> scores() {
    return scores;
  }

  /** Weighted sums of the feasible nodes; only if details were asked for and scoring took place. */
  public List<Long> totals() {
    return totals;
  }

  /** Feasible nodes with the highest total, in node order. */
  public List<NodeInfo> best() {
    if (bestLater != null) {
      best.addAll(bestLater.get());
      bestLater = null;
    }
    return best;
  }

  /**
   * Names of the plugins that refused the pod, for the queue to know what may help; empty after an
   * error.
   */
  @SuppressWarnings("ReferenceEquality") // mostly the same few constants, thousands of times
  public SortedSet<String> refusingPlugins() {
    if (isError()) {
      return new TreeSet<>();
    }
    SortedSet<String> plugins = new TreeSet<>(narrowingPlugins);
    if (!failurePlugin.isEmpty()) {
      plugins.add(failurePlugin);
    }
    String last = "";
    for (PostFilterPlugin.Rejected rejection : rejected) {
      if (rejection.plugin() != last) {
        last = rejection.plugin();
        plugins.add(last);
      }
    }
    return plugins;
  }

  /** Whether emptying the nodes would not have helped either. */
  public boolean isUnresolvable() {
    if (selected != null || isError()) {
      return false;
    }
    for (PostFilterPlugin.Rejected rejection : rejected) {
      if (rejection.status().code() != Status.Code.UNSCHEDULABLE_AND_UNRESOLVABLE) {
        return false;
      }
    }
    return failure == null || failure.code() == Status.Code.UNSCHEDULABLE_AND_UNRESOLVABLE;
  }
}
