package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.AmountFilterPlugin;
import io.towtank.scheduling.framework.AmountScorePlugin;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.PodInfo;
import java.util.Arrays;
import java.util.List;

/**
 * Branch and bound over an {@link AmountTree}: finds out whether any row passes, and all rows of
 * the best total, with a look at those parts only that may hold one.
 */
final class AmountSearch {
  private static final long NOTHING = Long.MIN_VALUE;

  /** What a search costs in all, and for each vertex, row and tie that it looks at. */
  private static final int SEARCH_WORK = 300;

  private static final int VERTEX_WORK = 50;
  private static final int ROW_WORK = 30;
  private static final int TIE_WORK = 5;

  /** Per unit of weight, what bounds may be too low by. */
  private static final double ROUNDING = 1e-6;

  private final AmountTree tree;
  private final AmountsView row;
  private final AmountsView least;
  private final AmountsView most;
  private final AmountColumns columns;
  private final int width;
  private long[] totals = new long[64];
  private long[] ownScores = new long[64];
  private AmountFilterPlugin[] filters = new AmountFilterPlugin[0];
  private AmountScorePlugin[] scores = new AmountScorePlugin[0];
  private long[] weights = new long[0];
  private boolean isRaw;
  private double rounding;

  /** Whether there are linear bounds; other plugins are asked for theirs. */
  private boolean usesPlanes;

  private final AmountPlanes planes;
  private AmountScorePlugin[] others = new AmountScorePlugin[0];
  private long[] otherWeights = new long[0];
  private int otherCount;

  /** Vertices to open, each twice its number, and one more if all rows below pass. */
  private final MaxHeap front = new MaxHeap();

  private PodInfo pod;
  private long[] allocatable = new long[0];
  private long base;
  private long best;
  private final Ties ties = new Ties();
  private final boolean[] areFeasible = new boolean[NodeTypes.TYPES_MAX];
  private int found;
  private int foundRow;
  private long work;

  AmountSearch(AmountTable table, AmountTree tree, int resources, PodInfo pod) {
    this.tree = tree;
    this.pod = pod;
    row = new AmountsView(resources);
    least = new AmountsView(resources);
    most = new AmountsView(resources);
    columns = new AmountColumns(resources);
    planes = new AmountPlanes(resources);
    width = table.width();
    row.setValues(table.values());
  }

  /** Takes the filters that must pass, all {@link AmountFilterPlugin}s. */
  void setFilters(List<FilterPlugin> plugins) {
    filters = plugins.toArray(new AmountFilterPlugin[0]);
  }

  /** Takes the plugins whose scores add up, all {@link AmountScorePlugin}s. */
  void setScores(List<ScorePlan.Part> parts, boolean areRaw) {
    scores = new AmountScorePlugin[parts.size()];
    weights = new long[scores.length];
    others = new AmountScorePlugin[scores.length];
    otherWeights = new long[scores.length];
    isRaw = areRaw;
    rounding = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (AmountScorePlugin) parts.get(i).plugin();
      weights[i] = areRaw ? 1 : parts.get(i).weight();
      rounding += ROUNDING * weights[i];
    }
  }

  /** Begins a search for a pod. */
  void begin(PodInfo wanted) {
    pod = wanted;
    found = 0;
    best = NOTHING;
    ties.clear();
    least.setValues(tree.bounds());
    most.setValues(tree.bounds());
  }

  /** The highest resource asked for that is not kept; what was found then does not hold. */
  int beyond() {
    return Math.max(
        Math.max(row.beyond(), columns.beyond()), Math.max(least.beyond(), most.beyond()));
  }

  /** Goes on with rows of a type. */
  void setType(long[] amounts, long specTotal) {
    allocatable = amounts;
    row.setAllocatable(allocatable);
    least.setAllocatable(allocatable);
    most.setAllocatable(allocatable);
    columns.setAllocatable(allocatable);
    base = specTotal;
  }

  /** How many rows that pass were found, and counted no further than to the limit or a bit more. */
  int found() {
    return found;
  }

  /** One of them. */
  int foundRow() {
    return foundRow;
  }

  /**
   * What the last search for the best cost, by what it looked at: some nanoseconds, as measured
   * with tens of thousands of nodes, but the same on each machine.
   */
  long work() {
    return work;
  }

  /** Looks for rows of the type that pass, until so many are found in all. */
  void find(int vertex, int limit) {
    if (allPass(vertex)) {
      found += tree.isBucket(vertex) ? tree.count(vertex) : 2;
      int below = vertex;
      while (!tree.isBucket(below)) {
        below = tree.left(below);
      }
      foundRow = tree.rows(below)[0];
    } else if (found >= limit || !mayPass(vertex)) {
      return;
    } else if (tree.isBucket(vertex)) {
      int[] rows = tree.rows(vertex);
      for (int i = 0; i < tree.count(vertex) && found < limit; i++) {
        findRow(rows[i]);
      }
    } else {
      find(tree.left(vertex), limit);
      find(tree.right(vertex), limit);
    }
  }

  /** Counts a row if it passes. */
  void findRow(int number) {
    if (passes(number)) {
      found++;
      foundRow = number;
    }
  }

  /** Whether the filters pass a row of the type. */
  boolean passes(int number) {
    row.moveTo(number * width);
    return pass(row);
  }

  private boolean pass(AmountsView amounts) {
    for (AmountFilterPlugin filter : filters) {
      if (!filter.passes(pod, amounts)) {
        return false;
      }
    }
    return true;
  }

  private boolean mayPass(int vertex) {
    least.moveTo(tree.least(vertex));
    return pass(least);
  }

  private boolean allPass(int vertex) {
    most.moveTo(tree.most(vertex));
    return pass(most);
  }

  /** All rows of the best total, of any type, for a pod that some row passes. */
  Ties best(PodInfo wanted, NodeTypes types) {
    begin(wanted);
    int rooted = 0;
    for (int type = 0; type < types.bound(); type++) {
      rooted += tree.root(type) == AmountTree.NONE ? 0 : 1;
    }
    int feasibleTypes = 0;
    for (int type = 0; type < types.bound(); type++) {
      areFeasible[type] = false;
      if (tree.root(type) != AmountTree.NONE) {
        setType(types.allocatable(type), 0);
        int before = found;
        if (rooted > 1) {
          find(tree.root(type), before + 1);
        }
        areFeasible[type] = rooted == 1 || found > before;
        feasibleTypes += areFeasible[type] ? 1 : 0;
      }
    }
    types.normalize(areFeasible);
    work = SEARCH_WORK;
    while (feasibleTypes-- > 0) {
      int next = mostPromising(types);
      areFeasible[next] = false;
      setType(types.allocatable(next), types.total(next));
      collect(tree.root(next));
    }
    return ties;
  }

  private int mostPromising(NodeTypes types) {
    int next = NodeTypes.NONE;
    for (int type = 0; type < types.bound(); type++) {
      if (areFeasible[type] && (next == NodeTypes.NONE || types.total(type) > types.total(next))) {
        next = type;
      }
    }
    return next;
  }

  /** Collects the best rows of the type, if they are as good as those of other types. */
  private void collect(int root) {
    bindScores(root);
    front.clear();
    offer(root, allPass(root));
    // The most promising first, so that nothing is opened that turns out to be out of question.
    while (!front.isEmpty() && front.highest() >= best) {
      int next = front.take();
      int vertex = next >>> 1;
      boolean allPass = (next & 1) != 0 || allPass(vertex);
      if (tree.isBucket(vertex)) {
        collectBucket(vertex, allPass);
      } else {
        offer(tree.left(vertex), allPass);
        offer(tree.right(vertex), allPass);
      }
    }
  }

  private void bindScores(int root) {
    usesPlanes = false;
    otherCount = 0;
    planes.clear();
    least.moveTo(tree.least(root));
    for (int i = 0; i < scores.length; i++) {
      // One score alone is bounded better by what it knows of its rounding.
      if (scores.length > 1 && planes.add(scores[i], pod, least, weights[i])) {
        usesPlanes = true;
      } else {
        others[otherCount] = scores[i];
        otherWeights[otherCount++] = weights[i];
      }
    }
    if (usesPlanes) {
      planes.end(pod, allocatable);
    }
  }

  private void offer(int vertex, boolean allPass) {
    long bound = bound(vertex);
    if (bound >= best && (allPass || mayPass(vertex))) {
      front.add(bound, vertex << 1 | (allPass ? 1 : 0));
    }
  }

  private long bound(int vertex) {
    work += VERTEX_WORK;
    long total = base;
    if (usesPlanes) {
      total += (long) Math.floor(planes.max(tree.bounds(), tree.least(vertex)) + rounding);
    }
    if (otherCount > 0) {
      least.moveTo(tree.least(vertex));
      most.moveTo(tree.most(vertex));
      for (int i = 0; i < otherCount; i++) {
        total += others[i].scoreMax(pod, least, most) * otherWeights[i];
      }
    }
    return total;
  }

  private void collectBucket(int bucket, boolean allPass) {
    int[] rows = tree.rows(bucket);
    int count = tree.count(bucket);
    boolean areAlike = count > 1 && tree.isPoint(bucket);
    columns.show(tree.cells(bucket), rows.length, areAlike ? 1 : count, tree.hasDefaults(bucket));
    total();
    work += (long) columns.count() * ROW_WORK;
    for (int i = 0; i < count; i++) {
      long total = totals[areAlike ? 0 : i];
      if (total >= best && (allPass || passes(rows[i]))) {
        if (total > best) {
          best = total;
          ties.clear();
        }
        ties.add(rows[i]);
        work += TIE_WORK;
      }
    }
  }

  private void total() {
    int count = columns.count();
    if (totals.length < count) {
      totals = new long[2 * count];
      ownScores = new long[2 * count];
    }
    Arrays.fill(totals, 0, count, base);
    for (int n = 0; n < scores.length; n++) {
      scores[n].scores(pod, columns, ownScores);
      long weight = weights[n];
      for (int i = 0; i < count; i++) {
        totals[i] += ownScores[i] * weight;
      }
      if (!isRaw) {
        checkRange(scores[n], count);
      }
    }
  }

  private void checkRange(AmountScorePlugin plugin, int count) {
    for (int i = 0; i < count; i++) {
      if (!ScoreRange.contains(ownScores[i])) {
        throw ScoreRange.defect(plugin, "of its type", ownScores[i]);
      }
    }
  }
}
