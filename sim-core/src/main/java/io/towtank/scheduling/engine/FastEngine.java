package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Rejected;
import io.towtank.scheduling.framework.ScorePlugin;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides as the {@link ReferenceEngine} does, at a cost that hardly grows with the number of
 * nodes: what plugins said of a node to pods of one class is kept until the node changes, and a
 * tournament tells the best total.
 *
 * <p>Each attempt asks PreFilter and PreScore anew. Where a plugin that has a say then has not
 * declared what its words follow from (see {@link io.towtank.scheduling.framework.Dependence}), or
 * somebody wants to see all details, or nodes are sampled or named, the nodes are asked one by one
 * as in the reference engine.
 */
public final class FastEngine implements SchedulingEngine {
  private final EnginePlugins plugins;
  private final EngineOptions options;
  private final ReferenceEngine plain;
  private final TopologySearch topology;
  private final PodClasses classes = new PodClasses();
  private final AmountEngine byAmounts;
  private final Map<Long, Optional<ScorePlan>> plans = new HashMap<>();

  private final Supplier<List<NodeInfo>> feasibleLater = this::listFeasible;
  private final Supplier<List<NodeInfo>> bestLater = this::listBest;
  private final IntFunction<NodeInfo> bestByIndex = this::best;
  private final List<NodeInfo> feasibleView = new FeasibleView();

  private @Nullable PodClass currentClass;
  private @Nullable NodeJournal currentNodes;
  private long lastMask;
  private @Nullable ScorePlan lastPlan;

  /** An engine for one profile. */
  public FastEngine(EnginePlugins plugins, EngineOptions options) {
    this.plugins = plugins;
    this.options = options;
    this.plain = new ReferenceEngine(plugins, options);
    topology = new TopologySearch(plugins, options, plain);
    byAmounts = new AmountEngine(plugins, options, plain, this::plan);
    lastPlan = plan(lastMask).orElse(null);
    plans.put(lastMask, Optional.ofNullable(lastPlan));
  }

  @Override
  public Selection select(CycleState state, PodInfo pod, NodeList nodes, boolean details) {
    boolean asksEachNode = details || !isPlainSearch(pod);
    TopologyClass topologyClass =
        !asksEachNode && nodes instanceof NodeJournal journal && !nodes.all().isEmpty()
            ? topology.begin(state, pod, journal)
            : null;
    if (!plain.prepare(state, pod, nodes)) {
      return plain.selection();
    }
    if (asksEachNode || plain.namesLeft() != null || !(nodes instanceof NodeJournal journal)) {
      return plain.search(state, pod, nodes, details);
    }
    if (topologyClass != null) {
      Selection found = topology.select(state, pod, journal, topologyClass);
      return found != null ? found : plain.search(state, pod, nodes, details);
    }
    if (plain.nodeFilter().active().areDeclared()) {
      if (byAmounts.select(state, pod, journal)) {
        return plain.selection();
      }
      PodClass podClass = classes.of(pod.spec(), journal);
      if (podClass != null
          && podClass.filter(state, pod, journal, plain.nodeFilter())
          && plain.nodeFilter().makeRoomForNominated(state, pod, journal, podClass)) {
        if (podClass.feasibleCount() > 0) {
          return choose(state, pod, journal, podClass);
        }
        // Nominated pods have a say in the reasons of nodes that are refused without them too.
        List<Rejected> refusals = options.nominated().isEmpty() ? podClass.refusals(journal) : null;
        if (refusals != null) {
          plain.selection().setNodesEvaluated(refusals.size());
          plain.selection().mutableRejected().addAll(refusals);
          return plain.selection();
        }
      }
    }
    return plain.search(state, pod, nodes, details);
  }

  private boolean isPlainSearch(PodInfo pod) {
    return options.sampling() == null
        && pod.pod().nominatedNodeName().isEmpty()
        && (options.nominated().isEmpty() || options.nominated().nodeNames() != null);
  }

  private Selection choose(CycleState state, PodInfo pod, NodeJournal nodes, PodClass podClass) {
    Selection selection = plain.selection();
    currentClass = podClass;
    currentNodes = nodes;
    selection.setNodesEvaluated(nodes.all().size());
    selection.listFeasibleLater(feasibleLater);
    if (podClass.feasibleCount() == 1) {
      List<NodeInfo> feasible = selection.feasible();
      selection.mutableBest().addAll(feasible);
      selection.select(feasible.get(options.tieBreaker().choose(feasible)));
      return selection;
    }
    if (!plugins.score().isEmpty() && !plain.preScore(state, pod, feasibleView)) {
      return selection;
    }
    ScorePlan plan = plan();
    if (plan == null || !podClass.score(state, pod, nodes, plan)) {
      return plain.chooseByScore(state, pod);
    }
    selection.listBestLater(bestLater);
    int chosen = options.tieBreaker().choose(podClass.bestCount(), bestByIndex);
    selection.select(podClass.best(nodes, chosen));
    return selection;
  }

  private List<NodeInfo> listFeasible() {
    return currentClass().feasible(currentNodes());
  }

  private List<NodeInfo> listBest() {
    int count = currentClass().bestCount();
    List<NodeInfo> best = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      best.add(best(i));
    }
    return best;
  }

  private NodeInfo best(int i) {
    return currentClass().best(currentNodes(), i);
  }

  private PodClass currentClass() {
    return Objects.requireNonNull(currentClass, "no attempt");
  }

  private NodeJournal currentNodes() {
    return Objects.requireNonNull(currentNodes, "no attempt");
  }

  /** The feasible nodes of the attempt, listed only if a plugin looks at one. */
  private final class FeasibleView extends AbstractList<NodeInfo> {
    @Override
    public NodeInfo get(int i) {
      return plain.selection().feasible().get(i);
    }

    @Override
    public int size() {
      return currentClass().feasibleCount();
    }
  }

  /** The plan for the score plugins that PreScore left. */
  private @Nullable ScorePlan plan() {
    long mask = plain.activeScores();
    if (mask != lastMask) {
      lastPlan = plans.computeIfAbsent(mask, this::plan).orElse(null);
      lastMask = mask;
    }
    return lastPlan;
  }

  private Optional<ScorePlan> plan(long mask) {
    List<ScorePlugin> scores = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    for (int i = 0; i < plugins.score().size(); i++) {
      if ((mask >> i & 1) != 0) {
        scores.add(plugins.score().get(i));
        weights.add(plugins.scoreWeights().get(i));
      }
    }
    return Optional.ofNullable(ScorePlan.of(scores, weights));
  }
}
