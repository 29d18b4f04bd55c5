package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.AmountFilterPlugin;
import io.towtank.scheduling.framework.AmountScorePlugin;
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
  private static final int FEASIBLE = 1;
  private static final int SPEC_FEASIBLE = 2;
  private static final int SPEC_SCORED = 4;
  private static final int COUNTED = 8;
  private static final int STALE = 16;
  private static final int NORMALIZED = 32;
  private static final int FLAG_BITS = 6;
  private static final int FLAGS = (1 << FLAG_BITS) - 1;

  /** Totals of what follows from descriptions must be less, to lie beside the flags. */
  private static final int SPEC_TOTAL_BOUND = 1 << (Integer.SIZE - 1 - FLAG_BITS);

  /** From this part of the rows on, playing all games anew is cheaper than one by one. */
  private static final int BULK_PART = 4;

  private static final ScorePlan.Part[] NO_PARTS = new ScorePlan.Part[0];
  private static final ScorePlan NO_PLAN =
      new ScorePlan(List.of(), List.of(), List.of(), false, List.of());

  private final SpecKey key;
  private final AmountRows amounts;
  private FilterPlan filters = FilterPlan.NONE;
  private ScorePlan plan = NO_PLAN;
  private ScorePlan.Part[] specParts = NO_PARTS;
  private ScorePlan.Part[] loadParts = NO_PARTS;

  /** The plugins that look at loads, if amounts are all that they look at. */
  private AmountFilterPlugin @Nullable [] amountFilters;

  private AmountScorePlugin @Nullable [] amountScores;
  private int[] amountWeights = new int[0];
  private RawExtremes[] extremes = new RawExtremes[0];

  private TotalsTree tree = new TotalsTree(0);

  /** By row the total of what follows from descriptions, and the flags below. */
  private int[] states = new int[0];

  private int[] specSums = new int[0];
  private long[][] specRaws = new long[0][];

  /** Rows that the journal told of last, each twice, and one more if it is described anew. */
  private int[] changed = new int[8];

  private int changedCount;

  /** Of no use, but that Java can't leave out what it was made of. */
  int touched;

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

  /**
   * A class of pods.
   *
   * @param amounts is up to date whenever the class is used
   */
  PodClass(SpecKey key, AmountRows amounts) {
    this.key = key;
    this.amounts = amounts;
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
            || nodes.indexBound() > states.length
            || nodes.nextEntry() - nextEntry > states.length
            || allSpecs.haveChanged(filters.isOnAllSpecs(), plan, pod, nodes);
    isBroken = false;
    if (isAnew) {
      clear(nodes.indexBound());
      for (NodeInfo node : nodes.all()) {
        filter(state, pod, node.index(), nodes, true);
      }
    } else {
      for (int i = 0; i < ruledOutCount; i++) {
        filter(state, pod, ruledOut[i], nodes, false);
      }
      collectChanges(nodes);
      for (int i = 0; i < changedCount; i++) {
        int row = changed[i] >>> 1;
        filter(state, pod, row, nodes, (changed[i] & 1) != 0);
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
    amountFilters =
        wanted.onLoad().stream().allMatch(AmountFilterPlugin.class::isInstance)
            ? wanted.onLoad().toArray(new AmountFilterPlugin[0])
            : null;
    return true;
  }

  private void clear(int rows) {
    tree = new TotalsTree(rows + rows / 4);
    states = new int[rows + rows / 4];
    specSums = new int[states.length];
    keepsRefusals = filters.isSpecFirst();
    refusals = new Rejected[keepsRefusals ? states.length : 0];
    stale = new int[states.length];
    staleCount = 0;
    feasibleCount = 0;
    clearScores();
  }

  private void clearScores() {
    specRaws = new long[plan.specNormalized().size()][states.length];
    extremes = new RawExtremes[specRaws.length];
    Arrays.setAll(extremes, i -> new RawExtremes());
  }

  /**
   * Lists what the journal tells of. The rows lie anywhere in memory; looked at one right after the
   * other, they come from there at the same time.
   */
  private void collectChanges(NodeJournal nodes) {
    changedCount = (int) (nodes.nextEntry() - nextEntry);
    if (changed.length < changedCount) {
      changed = new int[2 * changedCount];
    }
    int sum = 0;
    for (int i = 0; i < changedCount; i++) {
      int row = nodes.changedIndex(nextEntry + i);
      changed[i] = row << 1 | (nodes.isDescriptionChanged(nextEntry + i) ? 1 : 0);
      sum += states[row] + tree.touch(row) + amounts.touch(row);
    }
    touched = sum;
  }

  private void filter(
      CycleState state, PodInfo pod, int row, NodeJournal nodes, boolean isDescribedAnew) {
    if (isDescribedAnew) {
      NodeInfo node = nodes.byIndex(row);
      discount(row);
      set(row, SPEC_SCORED, false);
      set(row, SPEC_FEASIBLE, node != null && passes(filters.onSpec(), state, pod, node));
    }
    if (is(row, SPEC_FEASIBLE) && passesOnLoad(state, pod, row, nodes)) {
      int flags = states[row];
      if ((flags & (FEASIBLE | STALE)) != (FEASIBLE | STALE)) {
        feasibleCount += (flags & FEASIBLE) == 0 ? 1 : 0;
        if ((flags & STALE) == 0) {
          stale[staleCount++] = row;
        }
        states[row] = flags | FEASIBLE | STALE;
      }
    } else if (is(row, FEASIBLE)) {
      takeOut(row);
    }
  }

  private boolean passesOnLoad(CycleState state, PodInfo pod, int row, NodeJournal nodes) {
    if (amountFilters != null && passesOnAmounts(amountFilters, pod, row)) {
      return true;
    }
    if (amountFilters != null && !keepsRefusals) {
      return false;
    }
    // Those that refuse are asked again for their words, unless the node is gone by now.
    NodeInfo node = nodes.byIndex(row);
    return node != null && passes(filters.onLoad(), state, pod, node);
  }

  private boolean passesOnAmounts(AmountFilterPlugin[] plugins, PodInfo pod, int row) {
    amounts.moveTo(row);
    for (AmountFilterPlugin plugin : plugins) {
      if (!plugin.passes(pod, amounts)) {
        return false;
      }
    }
    return true;
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
    for (int row = 0; row < states.length; row++) {
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
      adoptLoadParts();
      clearScores();
      staleCount = 0;
      for (int row = 0; row < states.length; row++) {
        states[row] &= FEASIBLE | SPEC_FEASIBLE;
        if (is(row, FEASIBLE)) {
          set(row, STALE, true);
          stale[staleCount++] = row;
        }
      }
    }
    int scored = 0;
    for (int i = 0; i < staleCount; i++) {
      int row = stale[i];
      states[row] &= ~STALE;
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
    boolean isBulk = scored > states.length / BULK_PART;
    for (int i = 0; i < scored; i++) {
      int row = stale[i];
      if (!is(row, NORMALIZED)) {
        normalize(row);
      }
      int total = (states[row] >> FLAG_BITS) + loadSum(state, pod, row, nodes);
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
    for (int row = 0; row < states.length; row++) {
      boolean isFeasible = is(row, FEASIBLE);
      set(row, NORMALIZED, isFeasible);
      if (isFeasible) {
        int before = states[row] >> FLAG_BITS;
        normalize(row);
        int total = tree.get(row);
        if (total != TotalsTree.NONE) {
          tree.put(row, total - before + (states[row] >> FLAG_BITS));
        }
      }
    }
    tree.rebuild();
  }

  private void normalize(int row) {
    int total = specTotal(row);
    isBroken |= total >= SPEC_TOTAL_BOUND || total < -SPEC_TOTAL_BOUND;
    states[row] = total << FLAG_BITS | (states[row] & FLAGS) | NORMALIZED;
  }

  private void adoptLoadParts() {
    loadParts = plan.loadPlain().toArray(NO_PARTS);
    amountScores = new AmountScorePlugin[loadParts.length];
    amountWeights = new int[loadParts.length];
    for (int i = 0; i < loadParts.length; i++) {
      if (!(loadParts[i].plugin() instanceof AmountScorePlugin plugin)) {
        amountScores = null;
        return;
      }
      amountScores[i] = plugin;
      amountWeights[i] = plan.isRaw() ? 1 : loadParts[i].weight();
    }
  }

  private int loadSum(CycleState state, PodInfo pod, int row, NodeJournal nodes) {
    AmountScorePlugin[] plugins = amountScores;
    if (plugins == null) {
      return sum(loadParts, state, pod, at(nodes, row));
    }
    amounts.moveTo(row);
    long sum = 0;
    for (int i = 0; i < plugins.length; i++) {
      long score = plugins[i].score(pod, amounts);
      if (!plan.isRaw() && !ScoreRange.contains(score)) {
        throw ScoreRange.defect(plugins[i], at(nodes, row), score);
      }
      sum += score * amountWeights[i];
    }
    isBroken |= sum <= TotalsTree.NONE || sum > Integer.MAX_VALUE;
    return (int) sum;
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

  private boolean is(int row, int flag) {
    return (states[row] & flag) != 0;
  }

  private void set(int row, int flag, boolean value) {
    states[row] = value ? states[row] | flag : states[row] & ~flag;
  }
}
