package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides for pods whose verdicts and scores follow from descriptions and amounts alone (see {@link
 * io.towtank.scheduling.framework.AmountScorePlugin}), by search in an {@link AmountIndex}: for
 * workloads of so many sizes of pods that keeping totals for each does not pay.
 */
final class AmountEngine {
  /** Attempts with ever more resources kept. */
  private static final int TRIES_MAX = 4;

  private final EnginePlugins plugins;
  private final EngineOptions options;
  private final ReferenceEngine plain;
  private final ScorePlans plans;
  private final LateFeasible lateFeasible;
  private final AmountIndexes indexes = new AmountIndexes();

  private final Supplier<List<NodeInfo>> feasibleLater = this::listFeasible;
  private final Supplier<List<NodeInfo>> bestLater = this::listBest;
  private final IntFunction<NodeInfo> bestByIndex = this::best;

  private @Nullable AmountIndex currentIndex;
  private @Nullable NodeJournal currentNodes;
  private Ties currentTies = new Ties();

  /**
   * For one profile.
   *
   * @param plain has run PreFilter, and takes the outcome
   * @param plans how scores are made up after PreScore
   * @param lateFeasible what PreScore is shown
   */
  AmountEngine(
      EnginePlugins plugins,
      EngineOptions options,
      ReferenceEngine plain,
      ScorePlans plans,
      LateFeasible lateFeasible) {
    this.plugins = plugins;
    this.options = options;
    this.plain = plain;
    this.plans = plans;
    this.lateFeasible = lateFeasible;
  }

  /**
   * Chooses a node.
   *
   * @param always even if totals kept for the pod's class are the better way
   * @return false if nothing was done, as it can't say or no node is feasible
   */
  boolean select(CycleState state, PodInfo pod, NodeJournal nodes, boolean always) {
    AmountIndex index = indexes.of(pod.spec(), nodes.indexBound());
    if (index == null
        || (!always && indexes.prefersTotals(index, nodes.indexBound(), nodes.nextEntry()))) {
      return false;
    }
    for (int i = 0; i < TRIES_MAX; i++) {
      if (!index.filter(state, pod, nodes, plain.nodeFilter())
          || !plain.nodeFilter().makeRoomForNominated(state, pod, nodes, index)) {
        return false;
      }
      int feasible = index.countFeasible(pod, nodes);
      if (!index.lacksResources()) {
        return feasible > 0 && choose(state, pod, nodes, index, feasible);
      }
    }
    return false;
  }

  private boolean choose(
      CycleState state, PodInfo pod, NodeJournal nodes, AmountIndex index, int feasible) {
    Selection selection = plain.selection();
    selection.setNodesEvaluated(nodes.all().size());
    currentIndex = index;
    currentNodes = nodes;
    if (feasible == 1) {
      selection.mutableFeasible().add(AmountIndex.at(nodes, index.anyFeasible()));
      plain.chooseLone();
      return true;
    }
    selection.listFeasibleLater(feasibleLater);
    if (!plugins.score().isEmpty() && !plain.preScore(state, pod, lateFeasible.counted(feasible))) {
      return true;
    }
    ScorePlan plan = plans.of(plain.activeScores());
    Ties ties = plan == null ? null : index.best(state, pod, nodes, plan);
    if (ties == null || index.lacksResources()) {
      plain.chooseByScore(state, pod);
      return true;
    }
    indexes.searched(index, nodes.indexBound());
    currentTies = ties;
    selection.listBestLater(bestLater);
    selection.select(best(options.tieBreaker().choose(ties.count(), bestByIndex)));
    return true;
  }

  private List<NodeInfo> listFeasible() {
    return Objects.requireNonNull(currentIndex, "no attempt").feasible(currentNodes());
  }

  private List<NodeInfo> listBest() {
    List<NodeInfo> best = new ArrayList<>(currentTies.count());
    for (int i = 0; i < currentTies.count(); i++) {
      best.add(best(i));
    }
    return best;
  }

  private NodeInfo best(int i) {
    return AmountIndex.at(currentNodes(), currentTies.get(i));
  }

  private NodeJournal currentNodes() {
    return Objects.requireNonNull(currentNodes, "no attempt");
  }
}
