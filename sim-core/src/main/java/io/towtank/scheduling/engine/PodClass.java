package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Rejected;
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

  private final SpecKey key;
  private final AmountRows amounts;
  private final NodeWords words;
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
  private int[] sums = new int[0];
  private int feasibleCount;
  private int[] ruledOut = new int[0];
  private int ruledOutCount;
  private long nextEntry = -1;

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
    words = new NodeWords(amounts);
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
        words.adopt(active.active().plan())
            || words.isBroken()
            || nextEntry < nodes.firstEntry()
            || nodes.indexBound() > states.length
            || nodes.nextEntry() - nextEntry > states.length
            || words.haveChanged(pod, nodes);
    words.setBroken(false);
    words.beginLoads(pod);
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
    words.note(pod, nodes);
    return !words.isBroken();
  }

  private void clear(int rows) {
    tree = new TotalsTree(rows + rows / 4);
    states = new int[rows + rows / 4];
    specSums = new int[states.length];
    words.clear(states.length);
    stale = new int[states.length];
    staleCount = 0;
    feasibleCount = 0;
    clearScores();
  }

  private void clearScores() {
    specRaws = new long[words.plan().specNormalized().size()][states.length];
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
      set(row, SPEC_FEASIBLE, node != null && words.passesOnSpec(state, pod, node));
    }
    if (is(row, SPEC_FEASIBLE) && words.passesOnLoad(state, pod, row, nodes)) {
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

  private void takeOut(int row) {
    set(row, FEASIBLE, false);
    feasibleCount--;
    discount(row);
    tree.set(row, TotalsTree.NONE);
  }

  /** Why each node was refused, in node order; null if that is not kept for all. */
  @Nullable List<Rejected> refusals(NodeJournal nodes) {
    return words.refusals(nodes);
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
  boolean score(CycleState state, PodInfo pod, NodeJournal nodes, ScorePlan wanted) {
    if (words.adopt(wanted)) {
      words.note(pod, nodes);
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
    if (sums.length < scored) {
      sums = new int[2 * scored];
    }
    words.loadSums(state, pod, stale, scored, nodes, sums);
    boolean isBulk = scored > states.length / BULK_PART;
    for (int i = 0; i < scored; i++) {
      int row = stale[i];
      if (!is(row, NORMALIZED)) {
        normalize(row);
      }
      int total = (states[row] >> FLAG_BITS) + sums[i];
      if (isBulk) {
        tree.put(row, total);
      } else {
        tree.set(row, total);
      }
    }
    if (isBulk) {
      tree.rebuild();
    }
    return !words.isBroken();
  }

  /** Scores what follows from descriptions, and lets it count for the extremes. */
  private void count(CycleState state, PodInfo pod, int row, NodeInfo node) {
    if (!is(row, SPEC_SCORED)) {
      specSums[row] = words.specSum(state, pod, node);
      for (int i = 0; i < specRaws.length; i++) {
        specRaws[i][row] = words.plan().specNormalized().get(i).plugin().score(state, pod, node);
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
    if (total >= SPEC_TOTAL_BOUND || total < -SPEC_TOTAL_BOUND) {
      words.setBroken(true);
    }
    states[row] = total << FLAG_BITS | (states[row] & FLAGS) | NORMALIZED;
  }

  private int specTotal(int row) {
    long total = specSums[row];
    for (int i = 0; i < extremes.length; i++) {
      ScorePlan.Part part = words.plan().specNormalized().get(i);
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

  /** The node of a row. */
  static NodeInfo at(NodeJournal nodes, int row) {
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
