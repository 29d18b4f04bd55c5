package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
  private final ScorePlans plans;

  private final Supplier<List<NodeInfo>> feasibleLater = this::listFeasible;
  private final Supplier<List<NodeInfo>> bestLater = this::listBest;
  private final IntFunction<NodeInfo> bestByIndex = this::best;
  private final LateFeasible lateFeasible;

  private @Nullable PodClass currentClass;
  private @Nullable NodeJournal currentNodes;

  /** An engine for one profile. */
  public FastEngine(EnginePlugins plugins, EngineOptions options) {
    this.plugins = plugins;
    this.options = options;
    this.plain = new ReferenceEngine(plugins, options);
    topology = new TopologySearch(plugins, options, plain);
    plans = new ScorePlans(plugins, ScorePlan::of);
    lateFeasible = new LateFeasible(plain.selection());
    byAmounts = new AmountEngine(plugins, options, plain, plans, lateFeasible);
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
      if (byAmounts.select(state, pod, journal, false)) {
        return plain.selection();
      }
      PodClass podClass = classes.of(pod.spec(), journal);
      if (podClass == null && byAmounts.select(state, pod, journal, true)) {
        return plain.selection();
      }
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
      return plain.chooseLone();
    }
    if (!plugins.score().isEmpty()
        && !plain.preScore(state, pod, lateFeasible.counted(podClass.feasibleCount()))) {
      return selection;
    }
    ScorePlan plan = plans.of(plain.activeScores());
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
}
