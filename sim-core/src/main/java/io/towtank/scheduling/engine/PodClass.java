package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Rejected;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts and totals of all nodes for the pods of one class, as of some entry of the journal of
 * nodes. A row is a node by its index, so that rows stand in node order.
 *
 * <p>An attempt first {@linkplain #filter brings verdicts up to date}, then, where there is a
 * choice, {@linkplain #score totals}; only rows that the journal names are looked at again. A node
 * that was filtered but not scored yet is stale.
 */
final class PodClass implements Candidates {
  private static final byte FEASIBLE = 1;
  private static final byte SPEC_FEASIBLE = 2;
  private static final byte SPEC_SCORED = 4;
  private static final byte COUNTED = 8;
  private static final byte STALE = 16;
  private static final byte NORMALIZED = 32;

  /** From this part of the rows on, playing all games anew is cheaper than one by one. */
  private static final int BULK_PART = 4;

  private static final ScorePlan.Part[] NO_PARTS = new ScorePlan.Part[0];
  private static final ScorePlan NO_PLAN =
      new ScorePlan(List.of(), List.of(), List.of(), false, List.of());

  private final SpecKey key;
  private FilterPlan filters = FilterPlan.NONE;
  private ScorePlan plan = NO_PLAN;
  private ScorePlan.Part[] specParts = NO_PARTS;
  private ScorePlan.Part[] loadParts = NO_PARTS;
  private RawExtremes[] extremes = new RawExtremes[0];

  private TotalsTree tree = new TotalsTree(0);
  private byte[] flags = new byte[0];
  private int[] specSums = new int[0];
  private int[] specTotals = new int[0];
  private long[][] specRaws = new long[0][];
  private int[] stale = new int[0];
  private int staleCount;
  private int feasibleCount;
  private @Nullable Rejected[] refusals = new Rejected[0];
  private boolean keepsRefusals;
  private int[] ruledOut = new int[0];
  private int ruledOutCount;
  private long nextEntry = -1;
  private final AllSpecs allSpecs = new AllSpecs();
  private boolean isBroken;

  /** When an attempt used the class last, by {@link PodClasses}' count. */
  long lastUse;

  PodClass(SpecKey key) {
    this.key = key;
  }

  SpecKey key() {
    return key;
  }

  /**
   * Brings verdicts up to date.
   *
   * @param active the filters that have a say on the pod, all with declared dependence
   * @return false if a filter failed, so that the nodes must be asked in their order
   */
  boolean filter(CycleState state, PodInfo pod, NodeJournal nodes, NodeFilter active) {
    boolean isAnew =
        isBroken
            || adoptFilters(active)
            || nextEntry < nodes.firstEntry()
            || nodes.indexBound() > flags.length
            || nodes.nextEntry() - nextEntry > flags.length
            || allSpecs.haveChanged(filters.isOnAllSpecs(), plan, pod, nodes);
    isBroken = false;
    if (isAnew) {
      clear(nodes.indexBound());
      for (NodeInfo node : nodes.all()) {
        filter(state, pod, node.index(), node, true);
      }
    } else {
      for (int i = 0; i < ruledOutCount; i++) {
        filter(state, pod, ruledOut[i], nodes.byIndex(ruledOut[i]), false);
      }
      for (long entry = nextEntry; entry < nodes.nextEntry(); entry++) {
        int row = nodes.changedIndex(entry);
        filter(state, pod, row, nodes.byIndex(row), nodes.isDescriptionChanged(entry));
      }
    }
    ruledOutCount = 0;
    nextEntry = nodes.nextEntry();
    allSpecs.note(plan, pod, nodes);
    return !isBroken;
  }

  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of filters
  private boolean adoptFilters(NodeFilter active) {
    FilterPlan wanted = active.active().plan();
    if (filters == wanted) {
      return false;
    }
    filters = wanted;
    return true;
  }

  private void clear(int rows) {
    tree = new TotalsTree(rows + rows / 4);
    flags = new byte[rows + rows / 4];
    specSums = new int[flags.length];
    specTotals = new int[flags.length];
    keepsRefusals = filters.isSpecFirst();
    refusals = new Rejected[keepsRefusals ? flags.length : 0];
    stale = new int[flags.length];
    staleCount = 0;
    feasibleCount = 0;
    clearScores();
  }

  private void clearScores() {
    specRaws = new long[plan.specNormalized().size()][flags.length];
    extremes = new RawExtremes[specRaws.length];
    Arrays.setAll(extremes, i -> new RawExtremes());
  }

  private void filter(
      CycleState state, PodInfo pod, int row, @Nullable NodeInfo node, boolean isDescribedAnew) {
    if (isDescribedAnew) {
      discount(row);
      set(row, SPEC_SCORED, false);
      set(row, SPEC_FEASIBLE, node != null && passes(filters.onSpec(), state, pod, node));
    }
    if (node != null && is(row, SPEC_FEASIBLE) && passes(filters.onLoad(), state, pod, node)) {
      if (!is(row, FEASIBLE)) {
        set(row, FEASIBLE, true);
        feasibleCount++;
      }
      if (!is(row, STALE)) {
        set(row, STALE, true);
        stale[staleCount++] = row;
      }
    } else if (is(row, FEASIBLE)) {
      takeOut(row);
    }
  }

  private void takeOut(int row) {
    set(row, FEASIBLE, false);
    feasibleCount--;
    discount(row);
    tree.set(row, TotalsTree.NONE);
  }

  /** Why each node was refused, in node order; null if that is not kept for all. */
  @Nullable List<Rejected> refusals(NodeJournal nodes) {
    if (!keepsRefusals) {
      return null;
    }
    List<? extends NodeInfo> all = nodes.all();
    List<Rejected> list = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      Rejected refusal = refusals[all.get(i).index()];
      if (refusal == null) {
        return null;
      }
      list.add(refusal);
    }
    return list;
  }

  /** Whether a node passed. */
  @Override
  public boolean isFeasible(PodInfo pod, NodeInfo node) {
    return is(node.index(), FEASIBLE);
  }

  /** Takes out a node that passed, for this attempt only. */
  @Override
  public void ruleOut(int row) {
    takeOut(row);
    if (ruledOutCount == ruledOut.length) {
      ruledOut = Arrays.copyOf(ruledOut, 2 * ruledOutCount + 1);
    }
    ruledOut[ruledOutCount++] = row;
  }

  private boolean passes(List<FilterPlugin> plugins, CycleState state, PodInfo pod, NodeInfo node) {
    for (int i = 0; i < plugins.size(); i++) {
      Status status = plugins.get(i).filter(state, pod, node);
      if (!status.isSuccess()) {
        isBroken |= !status.isRejected();
        if (keepsRefusals) {
          refusals[node.index()] = new Rejected(node, plugins.get(i).name(), status);
        }
        return false;
      }
    }
    return true;
  }

  /** How many nodes passed. */
  int feasibleCount() {
    return feasibleCount;
  }

  /** The nodes that passed, in node order. */
  List<NodeInfo> feasible(NodeJournal nodes) {
    List<NodeInfo> feasible = new ArrayList<>(feasibleCount);
    for (int row = 0; row < flags.length; row++) {
      if (is(row, FEASIBLE)) {
        feasible.add(at(nodes, row));
      }
    }
    return feasible;
  }

  /**
   * Brings the totals of the nodes that passed up to date, after PreScore.
   *
   * @return false if one is too large to be kept, so that the nodes must be scored one by one
   */
  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of plugins
  boolean score(CycleState state, PodInfo pod, NodeJournal nodes, ScorePlan wanted) {
    if (plan != wanted) {
      plan = wanted;
      allSpecs.note(plan, pod, nodes);
      specParts = plan.specPlain().toArray(NO_PARTS);
      loadParts = plan.loadPlain().toArray(NO_PARTS);
      clearScores();
      staleCount = 0;
      for (int row = 0; row < flags.length; row++) {
        flags[row] &= FEASIBLE | SPEC_FEASIBLE;
        if (is(row, FEASIBLE)) {
          set(row, STALE, true);
          stale[staleCount++] = row;
        }
      }
    }
    int scored = 0;
    for (int i = 0; i < staleCount; i++) {
      int row = stale[i];
      flags[row] &= ~STALE;
      if (is(row, FEASIBLE)) {
        if (!is(row, COUNTED)) {
          count(state, pod, row, at(nodes, row));
        }
        stale[scored++] = row;
      }
    }
    staleCount = 0;
    boolean isNormalizedAnew = false;
    for (RawExtremes extreme : extremes) {
      isNormalizedAnew |= extreme.settle();
    }
    if (isNormalizedAnew) {
      normalizeAnew();
    }
    boolean isBulk = scored > flags.length / BULK_PART;
    for (int i = 0; i < scored; i++) {
      int row = stale[i];
      if (!is(row, NORMALIZED)) {
        specTotals[row] = specTotal(row);
        set(row, NORMALIZED, true);
      }
      int total = specTotals[row] + sum(loadParts, state, pod, at(nodes, row));
      if (isBulk) {
        tree.put(row, total);
      } else {
        tree.set(row, total);
      }
    }
    if (isBulk) {
      tree.rebuild();
    }
    return !isBroken;
  }

  /** Scores what follows from descriptions, and lets it count for the extremes. */
  private void count(CycleState state, PodInfo pod, int row, NodeInfo node) {
    if (!is(row, SPEC_SCORED)) {
      specSums[row] = sum(specParts, state, pod, node);
      for (int i = 0; i < specRaws.length; i++) {
        specRaws[i][row] = plan.specNormalized().get(i).plugin().score(state, pod, node);
      }
      set(row, SPEC_SCORED, true);
      set(row, NORMALIZED, false);
    }
    for (int i = 0; i < extremes.length; i++) {
      extremes[i].add(specRaws[i][row]);
    }
    set(row, COUNTED, true);
  }

  private void normalizeAnew() {
    for (int row = 0; row < flags.length; row++) {
      boolean isFeasible = is(row, FEASIBLE);
      set(row, NORMALIZED, isFeasible);
      if (isFeasible) {
        int before = specTotals[row];
        specTotals[row] = specTotal(row);
        int total = tree.get(row);
        if (total != TotalsTree.NONE) {
          tree.put(row, total - before + specTotals[row]);
        }
      }
    }
    tree.rebuild();
  }

  private int sum(ScorePlan.Part[] parts, CycleState state, PodInfo pod, NodeInfo node) {
    long sum = 0;
    for (ScorePlan.Part part : parts) {
      long score = part.plugin().score(state, pod, node);
      if (!plan.isRaw() && !ScoreRange.contains(score)) {
        throw ScoreRange.defect(part.plugin(), node, score);
      }
      sum += plan.isRaw() ? score : score * part.weight();
    }
    isBroken |= sum <= TotalsTree.NONE || sum > Integer.MAX_VALUE;
    return (int) sum;
  }

  private int specTotal(int row) {
    long total = specSums[row];
    for (int i = 0; i < extremes.length; i++) {
      ScorePlan.Part part = plan.specNormalized().get(i);
      long score =
          part.normalization()
              .normalize(specRaws[i][row], extremes[i].lowest(), extremes[i].highest());
      if (!ScoreRange.contains(score)) {
        throw ScoreRange.defect(part.plugin(), "number " + row, score);
      }
      total += score * part.weight();
    }
    return (int) total;
  }

  private void discount(int row) {
    if (is(row, COUNTED)) {
      for (int i = 0; i < extremes.length; i++) {
        extremes[i].remove(specRaws[i][row]);
      }
      set(row, COUNTED, false);
    }
  }

  /** How many nodes have the best total. */
  int bestCount() {
    return tree.bestCount();
  }

  /** The i-th node of the best total, in node order. */
  NodeInfo best(NodeJournal nodes, int i) {
    return at(nodes, tree.best(i));
  }

  private static NodeInfo at(NodeJournal nodes, int row) {
    NodeInfo node = nodes.byIndex(row);
    if (node == null) {
      throw new IllegalStateException("node " + row + " is gone");
    }
    return node;
  }

  private boolean is(int row, byte flag) {
    return (flags[row] & flag) != 0;
  }

  private void set(int row, byte flag, boolean value) {
    flags[row] = (byte) (value ? flags[row] | flag : flags[row] & ~flag);
  }
}
