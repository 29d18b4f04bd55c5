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
 * Asks the plugins of one {@link PodClass} about one node after another. Those that look at loads
 * are shown {@link AmountRows} if amounts are all that they look at.
 */
final class NodeWords {
  private static final ScorePlan.Part[] NO_PARTS = new ScorePlan.Part[0];

  private final AmountRows amounts;
  private FilterPlan filters = FilterPlan.NONE;
  private ScorePlan plan = new ScorePlan(List.of(), List.of(), List.of(), false, List.of());
  private ScorePlan.Part[] specParts = NO_PARTS;
  private ScorePlan.Part[] loadParts = NO_PARTS;
  private AmountFilterPlugin @Nullable [] amountFilters;
  private AmountScorePlugin @Nullable [] amountScores;
  private int[] amountWeights = new int[0];
  private final long[] batchScores = new long[AmountRows.BATCH];
  private final long[] batchSums = new long[AmountRows.BATCH];

  /** Whether plugins look at resources that {@link AmountRows} has no columns of. */
  private boolean areColumnsTooFew;

  private @Nullable Rejected[] refusals = new Rejected[0];
  private final AllSpecs allSpecs = new AllSpecs();
  private boolean keepsRefusals;
  private boolean allPassOnLoad;
  private boolean isBroken;

  /**
   * Words of plugins that are yet to be adopted.
   *
   * @param amounts is up to date whenever a node is asked about
   */
  NodeWords(AmountRows amounts) {
    this.amounts = amounts;
  }

  /** Takes filters to ask from now on; false if they are those that it has. */
  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of filters
  boolean adopt(FilterPlan wanted) {
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

  /** Takes a plan of scores to follow from now on; false if it is the one that it has. */
  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of plugins
  boolean adopt(ScorePlan wanted) {
    if (plan == wanted) {
      return false;
    }
    plan = wanted;
    specParts = plan.specPlain().toArray(NO_PARTS);
    loadParts = plan.loadPlain().toArray(NO_PARTS);
    adoptAmountScores();
    return true;
  }

  private void adoptAmountScores() {
    AmountScorePlugin[] scores = new AmountScorePlugin[loadParts.length];
    amountWeights = new int[loadParts.length];
    amountScores = null;
    for (int i = 0; i < loadParts.length; i++) {
      if (!(loadParts[i].plugin() instanceof AmountScorePlugin plugin)) {
        return;
      }
      scores[i] = plugin;
      amountWeights[i] = plan.isRaw() ? 1 : loadParts[i].weight();
    }
    amountScores = scores;
  }

  /** How scores are made up. */
  ScorePlan plan() {
    return plan;
  }

  /** Whether words may be others than noted, for descriptions of other nodes have changed. */
  boolean haveChanged(PodInfo pod, NodeJournal nodes) {
    return allSpecs.haveChanged(filters.isOnAllSpecs(), plan, pod, nodes);
  }

  /** Notes that words are as of now. */
  void note(PodInfo pod, NodeJournal nodes) {
    allSpecs.note(plan, pod, nodes);
  }

  /** Begins anew, with that many rows. */
  void clear(int rows) {
    keepsRefusals = filters.isSpecFirst();
    refusals = new Rejected[keepsRefusals ? rows : 0];
  }

  /** Whether a filter failed or a total is too large to be kept. */
  boolean isBroken() {
    return isBroken;
  }

  void setBroken(boolean value) {
    isBroken = value;
  }

  /** Whether the filters that look at descriptions pass a node. */
  boolean passesOnSpec(CycleState state, PodInfo pod, NodeInfo node) {
    return passes(filters.onSpec(), state, pod, node);
  }

  /**
   * Finds out whether those that look at loads pass all nodes, so that none need be asked about.
   */
  void beginLoads(PodInfo pod) {
    allPassOnLoad = amountFilters != null && amounts.allPass(amountFilters, pod);
  }

  /** Whether those that look at loads pass it, after {@link #beginLoads}. */
  boolean passesOnLoad(CycleState state, PodInfo pod, int row, NodeJournal nodes) {
    if (allPassOnLoad) {
      return true;
    }
    if (amountFilters != null) {
      if (passesOnAmounts(amountFilters, pod, row)) {
        return true;
      }
      if (!keepsRefusals) {
        return false;
      }
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

  /** Sum of the scores that follow from a node's description, but for those normalised. */
  int specSum(CycleState state, PodInfo pod, NodeInfo node) {
    return sum(specParts, state, pod, node);
  }

  /**
   * Sums of the scores that follow from the loads of several nodes.
   *
   * @param count how many rows there are
   * @param sums takes one for each, from its beginning
   */
  void loadSums(
      CycleState state, PodInfo pod, int[] rows, int count, NodeJournal nodes, int[] sums) {
    for (int i = 0; i < count; ) {
      if (amountScores != null && !areColumnsTooFew) {
        i += addColumns(amountScores, pod, rows, i, count, sums);
      } else {
        sums[i] = loadSum(state, pod, rows[i], nodes);
        i++;
      }
    }
  }

  /** Takes on some rows from one on; how many, 0 if plugins ask for more than columns have. */
  private int addColumns(
      AmountScorePlugin[] plugins, PodInfo pod, int[] rows, int from, int end, int[] sums) {
    int count = amounts.showColumns(rows, from, end);
    Arrays.fill(batchSums, 0, count, 0);
    for (int n = 0; n < plugins.length; n++) {
      plugins[n].scores(pod, amounts.columns(), batchScores);
      areColumnsTooFew = amounts.columns().beyond() >= 0;
      if (areColumnsTooFew) {
        return 0;
      }
      for (int i = 0; i < count; i++) {
        if (!plan.isRaw() && !ScoreRange.contains(batchScores[i])) {
          throw ScoreRange.defect(plugins[n], "number " + rows[from + i], batchScores[i]);
        }
        batchSums[i] += batchScores[i] * amountWeights[n];
      }
    }
    for (int i = 0; i < count; i++) {
      sums[from + i] = kept(batchSums[i]);
    }
    return count;
  }

  private int loadSum(CycleState state, PodInfo pod, int row, NodeJournal nodes) {
    AmountScorePlugin[] plugins = amountScores;
    if (plugins == null) {
      return sum(loadParts, state, pod, PodClass.at(nodes, row));
    }
    amounts.moveTo(row);
    long sum = 0;
    for (int i = 0; i < plugins.length; i++) {
      long score = plugins[i].score(pod, amounts);
      if (!plan.isRaw() && !ScoreRange.contains(score)) {
        throw ScoreRange.defect(plugins[i], PodClass.at(nodes, row), score);
      }
      sum += score * amountWeights[i];
    }
    return kept(sum);
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
    return kept(sum);
  }

  private int kept(long sum) {
    isBroken |= sum <= TotalsTree.NONE || sum > Integer.MAX_VALUE;
    return (int) sum;
  }
}
