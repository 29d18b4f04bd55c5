package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.TopologyPlugin;
import io.towtank.scheduling.framework.TopologyView;
import io.towtank.scheduling.framework.TupleNumbers;
import java.util.Arrays;
import java.util.List;

/**
 * The views of all topology plugins for the pods of one class, and the groups that nodes fall into
 * by all of them together, as of some entry of the journal of nodes.
 *
 * <p>An attempt first {@linkplain #advance brings the views up to date}, then {@linkplain #settle
 * who is feasible}, then {@linkplain #score totals}.
 */
final class TopologyClass implements Candidates {
  private static final int GROUPS_MAX = 1 << 12;
  private static final int KINDS = 1 << 10;

  private final TopologyPlugin[] plugins;
  private final RestTable rests;
  private final GroupTable table;

  /** Kinds of pods that mean nothing to any view, each in its slot. */
  private final int[] meaningless = new int[KINDS];

  private TopologyView[] views = new TopologyView[0];
  private TupleNumbers groups;
  private final int[] tuple;
  private boolean[] passes = new boolean[0];
  private long[] scores = new long[0];
  private int feasibleCount;
  private int[] viewNodes = new int[0];
  private long[] viewScores = new long[0];
  private int[] ruledOut = new int[0];
  private int ruledOutCount;
  private long nextEntry = -1;
  private long settledEntry = -1;
  private boolean areViewsOnLabels;
  private long nodesVersion = -1;
  private long restVersion = -1;
  private boolean isHopeless;

  /** When an attempt used the class last, by {@link TopologyClasses}' count. */
  long lastUse;

  TopologyClass(List<TopologyPlugin> plugins, RestTable rests) {
    this.plugins = plugins.toArray(new TopologyPlugin[0]);
    this.rests = rests;
    table = new GroupTable(rests);
    tuple = new int[plugins.size()];
    groups = new TupleNumbers(tuple.length);
  }

  RestTable rests() {
    return rests;
  }

  /**
   * Brings the views up to date, and makes them known to their plugins.
   *
   * @return false if there is none for pods like this one
   */
  boolean advance(CycleState state, PodInfo pod, NodeJournal nodes) {
    if (isHopeless) {
      return false;
    }
    boolean isAnew =
        nextEntry < nodes.firstEntry()
            || nodesVersion != nodesVersion(nodes)
            || groups.size() > GROUPS_MAX
            || !viewsHoldFor(pod);
    if (!isAnew) {
      for (long entry = nextEntry; entry < nodes.nextEntry(); entry++) {
        int kind = nodes.changedKind(entry);
        if (kind != 0 && meaningless[kind & (KINDS - 1)] != kind) {
          PodInfo other = nodes.changedPod(entry);
          if (other != null) {
            podChanged(other, kind, nodes.changedIndex(entry), nodes.podSign(entry));
          }
        }
      }
      isAnew = isAnyStale();
    }
    nextEntry = nodes.nextEntry();
    if (isAnew && !makeViews(pod, nodes)) {
      isHopeless = true;
      return false;
    }
    for (TopologyView view : views) {
      view.attach(state);
    }
    return true;
  }

  private long nodesVersion(NodeJournal nodes) {
    return areViewsOnLabels ? nodes.labelsVersion() : nodes.descriptionsVersion();
  }

  private boolean viewsHoldFor(PodInfo pod) {
    for (TopologyView view : views) {
      if (!view.holdsFor(pod)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAnyStale() {
    for (TopologyView view : views) {
      if (view.isStale()) {
        return true;
      }
    }
    return false;
  }

  private void podChanged(PodInfo other, int kind, int row, int sign) {
    boolean isMoved = false;
    boolean isMeant = false;
    for (TopologyView view : views) {
      if (view.isMeant(other)) {
        isMeant = true;
        isMoved |= view.podChanged(other, row, sign);
      }
    }
    if (!isMeant) {
      meaningless[kind & (KINDS - 1)] = kind;
    }
    if (isMoved && !isAnyStale()) {
      table.move(row, group(row));
    }
  }

  private int group(int row) {
    for (int v = 0; v < views.length; v++) {
      tuple[v] = views[v].group(row);
    }
    return groups.of(tuple);
  }

  private boolean makeViews(PodInfo pod, NodeJournal nodes) {
    TopologyView[] made = new TopologyView[plugins.length];
    for (int v = 0; v < made.length; v++) {
      TopologyView view = plugins[v].view(pod, nodes);
      if (view == null) {
        return false;
      }
      made[v] = view;
    }
    views = made;
    Arrays.fill(meaningless, 0);
    areViewsOnLabels = true;
    for (TopologyView view : views) {
      areViewsOnLabels &= view.isOnLabels();
    }
    nodesVersion = nodesVersion(nodes);
    groups = new TupleNumbers(tuple.length);
    table.clear(nodes.indexBound());
    List<? extends NodeInfo> all = nodes.all();
    for (int n = 0; n < all.size(); n++) {
      int row = all.get(n).index();
      table.place(row, group(row));
    }
    settledEntry = -1;
    return groups.size() <= GROUPS_MAX;
  }

  /**
   * Works out who is feasible; the rests must be filtered.
   *
   * @param hasFilter which plugins have a say
   */
  void settle(NodeJournal nodes, boolean[] hasFilter) {
    if (settledEntry < nodes.firstEntry() || restVersion != rests.version()) {
      refreshAll(nodes);
    } else {
      for (int i = 0; i < ruledOutCount; i++) {
        table.refresh(ruledOut[i]);
      }
      for (long entry = settledEntry; entry < nodes.nextEntry(); entry++) {
        int row = nodes.changedIndex(entry);
        if (nodes.isDescriptionChanged(entry)) {
          table.describedAnew(row);
        }
        table.refresh(row);
      }
    }
    ruledOutCount = 0;
    settledEntry = nodes.nextEntry();
    judge(hasFilter);
  }

  private void refreshAll(NodeJournal nodes) {
    restVersion = rests.version();
    table.takeOutAll();
    List<? extends NodeInfo> all = nodes.all();
    for (int n = 0; n < all.size(); n++) {
      table.refresh(all.get(n).index());
    }
  }

  private void judge(boolean[] hasFilter) {
    if (passes.length < groups.size()) {
      passes = new boolean[2 * groups.size()];
      scores = new long[passes.length];
    }
    feasibleCount = 0;
    for (int group = 0; group < groups.size(); group++) {
      passes[group] = table.members(group) > 0 && passes(group, hasFilter);
      if (passes[group]) {
        feasibleCount += table.members(group);
      }
    }
  }

  private boolean passes(int group, boolean[] hasFilter) {
    for (int v = 0; v < views.length; v++) {
      if (hasFilter[v] && !views[v].verdict(groups.get(group, v)).isSuccess()) {
        return false;
      }
    }
    return true;
  }

  /** How many nodes passed. */
  int feasibleCount() {
    return feasibleCount;
  }

  /** Whether a node passed. */
  @Override
  public boolean isFeasible(PodInfo pod, NodeInfo node) {
    return table.isIn(node.index(), passes);
  }

  /** Rows of the nodes that passed, in node order. */
  int[] feasible() {
    return table.rowsOf(passes, feasibleCount);
  }

  /** Takes out a node that passed, for this attempt only. */
  @Override
  public void ruleOut(int row) {
    table.takeOut(row);
    feasibleCount--;
    if (ruledOutCount == ruledOut.length) {
      ruledOut = Arrays.copyOf(ruledOut, 2 * ruledOutCount + 1);
    }
    ruledOut[ruledOutCount++] = row;
  }

  /**
   * Works out totals, after PreScore; at least one node must have passed.
   *
   * @param weights factor of each topology plugin's scores, 0 where it has no say
   * @return false if the nodes must be scored one by one
   */
  boolean score(CycleState state, PodInfo pod, NodeJournal nodes, ScorePlan plan, int[] weights) {
    if (!rests.score(state, pod, nodes, plan)) {
      return false;
    }
    if (restVersion != rests.version()) {
      refreshAll(nodes);
      for (int i = 0; i < ruledOutCount; i++) {
        table.takeOut(ruledOut[i]);
      }
    }
    if (!table.count()) {
      settledEntry = -1;
      return false;
    }
    Arrays.fill(scores, 0, groups.size(), 0);
    for (int v = 0; v < views.length; v++) {
      if (weights[v] > 0) {
        scoreBy(v, weights[v]);
      }
    }
    table.rank(passes, scores);
    return true;
  }

  private void scoreBy(int v, int weight) {
    int bound = views[v].groupBound();
    if (viewNodes.length < bound) {
      viewNodes = new int[2 * bound];
      viewScores = new long[2 * bound];
    }
    Arrays.fill(viewNodes, 0, bound, 0);
    for (int group = 0; group < groups.size(); group++) {
      if (passes[group]) {
        viewNodes[groups.get(group, v)] += table.members(group);
      }
    }
    views[v].score(viewNodes, viewScores);
    for (int group = 0; group < groups.size(); group++) {
      if (passes[group] && table.members(group) > 0) {
        scores[group] += weight * viewScores[groups.get(group, v)];
      }
    }
  }

  /** How many nodes have the best total. */
  int bestCount() {
    return table.bestCount();
  }

  /** Row of the i-th node of the best total, in node order. */
  int best(int i) {
    return table.best(i);
  }
}
