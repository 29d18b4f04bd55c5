package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TupleNumbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What plugins with a declared {@link io.towtank.scheduling.framework.Dependence} say of all nodes
 * to the pods of one {@link SpecKey}: the rest of what there is to say where topology counts too.
 * Pods that differ in labels or topology only share it, so that a changed node is looked at once.
 *
 * <p>Normalised scores follow from which nodes are feasible in the end. Hence they are not in the
 * total: the raw ones of a node are a numbered tuple.
 */
final class RestTable {
  /** Rest of a node that is refused. */
  static final int REFUSED = -1;

  /** Rest of a node that passed and is not scored yet. */
  static final int STALE = -2;

  /** All rests are below. */
  static final int REST_BOUND = 0xffff;

  private static final ScorePlan NO_PLAN =
      new ScorePlan(List.of(), List.of(), List.of(), false, List.of());
  private static final int UNKNOWN = -1;

  /** How many families of classes use the table; see {@link TopologyClasses}. */
  int families;

  private List<FilterPlugin> filters = List.of();
  private boolean areFiltersOnAllSpecs;
  private ScorePlan plan = NO_PLAN;
  private int[] rests = new int[0];
  private boolean[] passesOnSpec = new boolean[0];
  private int[] specSums = new int[0];
  private int[] raws = new int[0];
  private TupleNumbers rawTuples = new TupleNumbers(0);
  private int[] rawTuple = new int[0];
  private int[] stale = new int[0];
  private int staleCount;
  private long nextEntry = -1;
  private final AllSpecs allSpecs = new AllSpecs();
  private long version;
  private boolean isBroken;

  /** Another number each time that more than the nodes named by the journal may have changed. */
  long version() {
    return version;
  }

  /** Rest of the total of a node that passed, or {@link #REFUSED} or {@link #STALE}. */
  int rest(int row) {
    return rests[row];
  }

  /** Number of the raw scores of a node that is scored. */
  int raws(int row) {
    return raws[row];
  }

  /** A raw score by the number of the tuple. */
  long raw(int number, int i) {
    return rawTuples.get(number, i);
  }

  /** The scores that the rests are made of. */
  ScorePlan plan() {
    return plan;
  }

  /**
   * Brings verdicts up to date.
   *
   * @param active the filters with declared dependence that have a say, in their order
   * @return false if a filter failed, so that the nodes must be asked in their order
   */
  boolean filter(CycleState state, PodInfo pod, NodeJournal nodes, List<FilterPlugin> active) {
    boolean isAnew =
        isBroken
            || !filters.equals(active)
            || nextEntry < nodes.firstEntry()
            || nodes.indexBound() > rests.length
            || nodes.nextEntry() - nextEntry > rests.length
            || allSpecs.haveChanged(areFiltersOnAllSpecs, plan, pod, nodes);
    isBroken = false;
    if (isAnew) {
      clear(nodes.indexBound(), active);
      for (NodeInfo node : nodes.all()) {
        filter(state, pod, node.index(), node, true);
      }
    } else {
      for (long entry = nextEntry; entry < nodes.nextEntry(); entry++) {
        int row = nodes.changedIndex(entry);
        filter(state, pod, row, nodes.byIndex(row), nodes.isDescriptionChanged(entry));
      }
    }
    nextEntry = nodes.nextEntry();
    allSpecs.note(plan, pod, nodes);
    return !isBroken;
  }

  private void clear(int rows, List<FilterPlugin> active) {
    version++;
    filters = List.copyOf(active);
    areFiltersOnAllSpecs =
        filters.stream().anyMatch(filter -> filter.filterDependence().isOnAllSpecs());
    rests = new int[rows + rows / 4];
    Arrays.fill(rests, REFUSED);
    passesOnSpec = new boolean[rests.length];
    specSums = new int[rests.length];
    raws = new int[rests.length];
    Arrays.fill(raws, UNKNOWN);
    stale = new int[rests.length];
    staleCount = 0;
  }

  private void filter(
      CycleState state, PodInfo pod, int row, @Nullable NodeInfo node, boolean isDescribedAnew) {
    if (isDescribedAnew) {
      raws[row] = UNKNOWN;
      passesOnSpec[row] = node != null && passes(false, state, pod, node);
    }
    if (node == null || !passesOnSpec[row] || !passes(true, state, pod, node)) {
      // A row that is on the list of stale ones stays on it, and is passed over there.
      rests[row] = REFUSED;
    } else if (rests[row] != STALE) {
      rests[row] = STALE;
      if (staleCount == stale.length) {
        listStale();
      } else {
        stale[staleCount++] = row;
      }
    }
  }

  private void listStale() {
    staleCount = 0;
    for (int row = 0; row < rests.length; row++) {
      if (rests[row] == STALE) {
        stale[staleCount++] = row;
      }
    }
  }

  private boolean passes(boolean onLoad, CycleState state, PodInfo pod, NodeInfo node) {
    for (int i = 0; i < filters.size(); i++) {
      FilterPlugin filter = filters.get(i);
      if (filter.filterDependence().isOnLoad() == onLoad) {
        Status status = filter.filter(state, pod, node);
        if (!status.isSuccess()) {
          isBroken |= !status.isRejected();
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Scores the nodes that passed and are stale, after PreScore.
   *
   * @return false if a score is too large, so that the nodes must be scored one by one
   */
  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of plugins
  boolean score(CycleState state, PodInfo pod, NodeJournal nodes, ScorePlan wanted) {
    if (plan != wanted) {
      plan = wanted;
      version++;
      allSpecs.note(plan, pod, nodes);
      rawTuple = new int[plan.specNormalized().size()];
      rawTuples = new TupleNumbers(rawTuple.length);
      Arrays.fill(raws, UNKNOWN);
      for (int row = 0; row < rests.length; row++) {
        rests[row] = rests[row] == REFUSED ? REFUSED : STALE;
      }
      listStale();
    }
    for (int i = 0; i < staleCount; i++) {
      int row = stale[i];
      NodeInfo node = nodes.byIndex(row);
      if (rests[row] == STALE && node != null) {
        score(state, pod, row, node);
      }
    }
    staleCount = 0;
    return !isBroken;
  }

  private void score(CycleState state, PodInfo pod, int row, NodeInfo node) {
    if (raws[row] == UNKNOWN) {
      for (int i = 0; i < rawTuple.length; i++) {
        long raw = plan.specNormalized().get(i).plugin().score(state, pod, node);
        rawTuple[i] = (int) raw;
        isBroken |= rawTuple[i] != raw;
      }
      raws[row] = rawTuples.of(rawTuple);
      specSums[row] = sum(plan.specPlain(), state, pod, node);
    }
    int rest = specSums[row] + sum(plan.loadPlain(), state, pod, node);
    isBroken |= rest >= REST_BOUND;
    rests[row] = rest;
  }

  private static int sum(List<ScorePlan.Part> parts, CycleState state, PodInfo pod, NodeInfo node) {
    int sum = 0;
    for (int i = 0; i < parts.size(); i++) {
      ScorePlan.Part part = parts.get(i);
      long score = part.plugin().score(state, pod, node);
      if (!ScoreRange.contains(score)) {
        throw ScoreRange.defect(part.plugin(), node, score);
      }
      sum += (int) score * part.weight();
    }
    return sum;
  }
}
