package io.towtank.scenarios.conformance;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.Pod;
import io.towtank.model.PodMix;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.engine.TieBreaker;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.runtime.ProfileRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a case's pods one after the other, without queue and time, as the recorder did: a pod
 * that finds a node is on it at once, and victims are gone at once.
 */
final class StaticRun {
  private static final long SECOND = 1_000_000_000L;

  private final CaseWorld world;
  private final StaticOptions options;
  private final EngineKind engine;
  private final SchedulingAlgorithm algorithm;
  private final List<Pod> preemptors = new ArrayList<>();
  private int placedCount;

  /**
   * A run of a case whose objects exist.
   *
   * @throws io.towtank.text.InputException if the configuration can't be used
   */
  StaticRun(CaseWorld world, StaticOptions options, EngineKind engine) {
    this.world = world;
    this.options = options;
    this.engine = engine;
    ClusterObjects informers = Informers.of(world.api(), 0);
    algorithm =
        new SchedulingAlgorithm(
            world.resources(),
            world.registry(),
            world.profiles(),
            new SchedulingAlgorithm.Surroundings(
                () -> 0,
                new RandomStreams(0),
                new NamedNamespaces(informers, world.namespaces()).objects(),
                (pod, nodeName, devices) -> Status.SUCCESS,
                WaitingPods.NONE,
                PodMix.EMPTY,
                TieBreaker.FIRST_NAME,
                true,
                engine));
    world.api().nodes().list().forEach(algorithm.cache()::addNode);
    for (Pod pod : world.api().pods().list()) {
      if (pod.isActiveOnNode()) {
        algorithm.cache().confirm(pod);
      }
    }
  }

  /** Decides on these pods, then once more on those that preempted, if the case says so. */
  List<Facts> decide(List<CaseTree> pending) {
    List<Facts> decisions = new ArrayList<>();
    for (CaseTree tree : pending) {
      Pod pod = world.createPod(tree);
      Facts facts = new Facts(pod.key(), 1);
      decisions.add(facts);
      decide(pod, facts);
    }
    if (options.retriesNominated()) {
      for (Pod preemptor : List.copyOf(preemptors)) {
        String nominated = algorithm.nominatedPods().nodeOf(preemptor.uid());
        Facts facts = new Facts(preemptor.key(), 2);
        decisions.add(facts);
        attempt(
            preemptor.toBuilder().nominatedNodeName(nominated == null ? "" : nominated).build(),
            facts);
      }
    }
    return decisions;
  }

  private void decide(Pod pod, Facts facts) {
    String skipped =
        pod.isTerminating()
            ? "pod is being deleted"
            : algorithm.isResponsibleFor(pod)
                ? ""
                : "no profile for schedulerName " + pod.spec().schedulerName();
    if (!skipped.isEmpty()) {
      facts.put(Aspect.SKIPPED, skipped);
      putNoNode(facts);
      return;
    }
    ProfileRuntime.Outcome gate = algorithm.profileOf(pod).preEnqueueOutcome(pod);
    if (!gate.status().isSuccess()) {
      facts.put(Aspect.PRE_ENQUEUE, refusal(gate.plugin(), gate.status()));
      putNoNode(facts);
      return;
    }
    attempt(pod, facts);
  }

  private void putNoNode(Facts facts) {
    if (!options.compact()) {
      facts.put(Aspect.FEASIBLE, "");
    }
    putChoice(facts, "none", 0, 0);
  }

  private void putChoice(Facts facts, String selected, int bestCount, long bestTotal) {
    facts.put(Aspect.SELECTED, selected);
    if (options.compact()) {
      facts.put(Aspect.BEST, Integer.toString(bestCount));
      facts.put(Aspect.TOTAL, Long.toString(bestTotal));
    }
  }

  private void attempt(Pod pod, Facts facts) {
    PodInfo info = PodInfo.of(pod, world.resources());
    CycleState state = new CycleState();
    Choice without = engine == EngineKind.REFERENCE ? null : Choice.withoutDetails(algorithm, info);
    Selection selection = algorithm.select(state, info, true);
    Choice choice = without == null ? Choice.of(selection) : without;
    if (!options.compact()) {
      putVerdicts(facts, selection);
    }
    NodeInfo node = selection.selected();
    if (node == null) {
      putChoice(facts, choice.nodeName(), choice.bestNodes(), 0);
      if (!selection.isError() && algorithm.profileOf(pod).hasPostFilter()) {
        preempt(info, algorithm.postFilter(state, info, selection), facts);
      }
      return;
    }
    List<Long> totals = totals(selection);
    int winner = selection.feasible().indexOf(node);
    putChoice(facts, choice.nodeName(), choice.bestNodes(), totals.get(winner));
    if (!options.compact()) {
      putScores(facts, selection, totals);
    }
    place(state, info, node);
  }

  /**
   * The node chosen, and among how many. Details are the plain loop's in every engine, so that
   * another engine is asked without them too, and it is that choice which is compared.
   */
  private record Choice(String nodeName, int bestNodes) {
    static Choice of(Selection selection) {
      NodeInfo node = selection.selected();
      return node == null
          ? new Choice("none", 0)
          : new Choice(node.node().name(), selection.best().size());
    }

    static Choice withoutDetails(SchedulingAlgorithm algorithm, PodInfo pod) {
      return of(algorithm.select(new CycleState(), pod, false));
    }
  }

  /** Without score plugins every node has the same total. */
  private static List<Long> totals(Selection selection) {
    return selection.totals().isEmpty()
        ? selection.feasible().stream().map(node -> 1L).toList()
        : selection.totals();
  }

  private static void putVerdicts(Facts facts, Selection selection) {
    Status failure = selection.failure();
    if (failure != null && failure.isRejected()) {
      facts.put(Aspect.PRE_FILTER, refusal(selection.failurePlugin(), failure));
    }
    for (PostFilterPlugin.Rejected rejected : selection.rejected()) {
      facts.put(
          Aspect.FILTER,
          rejected.node().node().name(),
          refusal(rejected.plugin(), rejected.status()));
    }
    facts.put(Aspect.FEASIBLE, Facts.sorted(names(selection.feasible())));
  }

  private static void putScores(Facts facts, Selection selection, List<Long> totals) {
    List<String> nodes = names(selection.feasible());
    for (Selection.Scores scores : selection.scores()) {
      for (int i = 0; i < nodes.size(); i++) {
        String node = nodes.get(i);
        facts.put(Aspect.RAW, node, scores.plugin(), scores.raw().get(i).toString());
        facts.put(Aspect.NORMALIZED, node, scores.plugin(), scores.normalized().get(i).toString());
        facts.put(Aspect.WEIGHT, node, scores.plugin(), Integer.toString(scores.weight()));
      }
    }
    for (int i = 0; i < nodes.size(); i++) {
      facts.put(Aspect.TOTAL, nodes.get(i), totals.get(i).toString());
    }
    facts.put(Aspect.BEST, Facts.sorted(names(selection.best())));
  }

  private static List<String> names(List<NodeInfo> nodes) {
    return nodes.stream().map(node -> node.node().name()).toList();
  }

  private static String refusal(String plugin, Status status) {
    return Facts.refusal(plugin, status.code().kubernetesName(), status.reasons());
  }

  private void place(CycleState state, PodInfo info, NodeInfo node) {
    Pod pod = info.pod();
    ProfileRuntime.Outcome reserved = algorithm.profileOf(pod).reserve(state, info, node);
    if (!reserved.status().isSuccess()) {
      return; // The recorder has no such outcome: the pods after this one will show it.
    }
    Pod placed =
        pod.toBuilder()
            .nodeName(node.node().name())
            .nominatedNodeName("")
            .devices(state.claimedDevices())
            .boundNanos(0)
            .startedNanos(placedCount * SECOND)
            .build();
    placedCount++;
    algorithm.cache().assume(info.withVersion(placed), placed.nodeName());
    algorithm.cache().confirm(placed);
    algorithm.nominatedPods().remove(pod.uid());
  }

  private void preempt(PodInfo info, PostFilterPlugin.Result result, Facts facts) {
    Preemption preemption = result.preemption();
    if (!options.compact()) {
      putPreemption(facts, preemption);
    }
    if (preemption == null) {
      return;
    }
    Preemption.Candidate chosen = preemption.chosen();
    for (PodInfo victim : chosen.victims()) {
      algorithm.cache().remove(victim.pod());
      world.api().pods().delete(victim.pod().key());
    }
    for (PodInfo nominated : List.copyOf(algorithm.nominatedPods().on(chosen.nodeName()))) {
      if (nominated.pod().priority() < info.pod().priority()) {
        algorithm.nominatedPods().remove(nominated.pod().uid());
      }
    }
    if (options.nominates()) {
      algorithm.nominatedPods().nominate(info, chosen.nodeName());
    }
    if (preemptors.stream().noneMatch(pod -> pod.uid() == info.pod().uid())) {
      preemptors.add(info.pod());
    }
  }

  private static void putPreemption(Facts facts, @Nullable Preemption preemption) {
    if (preemption == null) {
      facts.put(Aspect.NOMINATED_NODE, "");
      facts.put(Aspect.VICTIMS, "");
      return;
    }
    facts.put(Aspect.NOMINATED_NODE, preemption.chosen().nodeName());
    facts.put(Aspect.VICTIMS, String.join(" ", victims(preemption.chosen())));
    List<String> best = preemption.best().stream().map(Preemption.Candidate::nodeName).toList();
    facts.put(Aspect.PREEMPTION_BEST, Facts.sorted(best));
    for (Preemption.Candidate candidate : preemption.candidates()) {
      facts.put(
          Aspect.CANDIDATE,
          candidate.nodeName(),
          Facts.candidate(victims(candidate), candidate.pdbViolations()));
    }
  }

  private static List<String> victims(Preemption.Candidate candidate) {
    return candidate.victims().stream().map(victim -> victim.pod().key()).toList();
  }
}
