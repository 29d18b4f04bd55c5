package io.towtank.scenarios.whatif;

import io.towtank.model.Pod;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.engine.FitError;
import io.towtank.scheduling.engine.Selection;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.runtime.ProfileRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One removal, tried: pods leave, are made anew and scheduled one by one, as the scheduler's queue
 * would have them. Binding takes no time, and victims of preemption are gone at once.
 *
 * <p>Pods that find no node are tried again once the others have been tried, as long as anything
 * has changed since, which it may be that helps.
 */
final class Trial {
  /** Pods that oust each other for ever come to an end. */
  private static final int ATTEMPTS_MAX = 100;

  private static final Comparator<Pod> OLDEST_FIRST =
      Comparator.comparingLong(Pod::createdNanos).thenComparingLong(Pod::uid);

  private final TrialCluster cluster;
  private final SchedulingAlgorithm algorithm;
  private final ClusterCache cache;
  private final boolean recreateBare;
  private final BudgetCounts budgets;
  private final long nowNanos;

  private final Map<Long, Displaced> displaced = new LinkedHashMap<>();
  private final Map<Long, Displaced> placed = new LinkedHashMap<>();
  private final Map<String, TrialCluster.Emptied> emptied = new TreeMap<>();
  private final PriorityQueue<Displaced> active;
  private final List<Displaced> refused = new ArrayList<>();
  private final List<LostPod> lost = new ArrayList<>();
  private final List<String> goneWithNode = new ArrayList<>();
  private final List<String> ending = new ArrayList<>();
  private long sequence;
  private long changes;

  Trial(TrialCluster cluster, boolean recreateBare) {
    this.cluster = cluster;
    this.recreateBare = recreateBare;
    algorithm = cluster.begin();
    cache = algorithm.cache();
    nowNanos = cluster.state().nowNanos();
    budgets = new BudgetCounts(cluster.state().api().podDisruptionBudgets().list());
    active = new PriorityQueue<>(algorithm.queueSort()::compare);
  }

  /** Tries a removal, and leaves the cluster as it was. */
  RemovalOutcome run(Removal removal) {
    try {
      evict(removal.nodes());
      for (Displaced pod = next(); pod != null; pod = next()) {
        attempt(pod);
      }
      return outcome(removal);
    } finally {
      undo();
    }
  }

  /** The pod to try; null if there is none that has a chance. */
  private @Nullable Displaced next() {
    if (active.isEmpty()) {
      List<Displaced> still = List.copyOf(refused);
      refused.clear();
      for (Displaced pod : still) {
        boolean mayTry = pod.triedAt() < changes && pod.attempts() < ATTEMPTS_MAX;
        (mayTry ? active : refused).add(pod);
      }
    }
    return active.poll();
  }

  private void evict(List<String> nodeNames) {
    List<PodInfo> leaving = new ArrayList<>();
    for (String nodeName : nodeNames) {
      NodeInfo node = Objects.requireNonNull(cache.byName(nodeName), nodeName);
      TrialCluster.Emptied all = new TrialCluster.Emptied(nodeName, List.copyOf(node.pods()));
      emptied.put(nodeName, all);
      all.pods().forEach(pod -> cache.remove(pod.pod().uid()));
      leaving.addAll(all.pods());
      cache.removeNode(nodeName);
      for (PodInfo nominated : List.copyOf(algorithm.nominatedPods().on(nodeName))) {
        algorithm.nominatedPods().remove(nominated.pod().uid());
      }
    }
    leaving.sort(Comparator.comparing(PodInfo::pod, OLDEST_FIRST));
    for (PodInfo info : leaving) {
      Pod pod = info.pod();
      switch (Fate.onRemovedNode(pod, recreateBare)) {
        case GONE_WITH_NODE -> goneWithNode.add(pod.key());
        case ENDING -> ending.add(pod.key());
        case LOST -> {
          budgets.evicted(pod);
          lost.add(new LostPod(pod.key(), pod.nodeName(), null));
        }
        case REPLACED -> {
          budgets.evicted(pod);
          enter(new Displaced(info, nowNanos, null));
        }
      }
    }
  }

  private void enter(Displaced pod) {
    displaced.put(pod.info().pod().uid(), pod);
    pod.queued(sequence++);
    active.add(pod);
  }

  private void attempt(Displaced pod) {
    pod.beginAttempt(changes);
    Pod wanted = pod.info().pod();
    if (!algorithm.isResponsibleFor(wanted)) {
      pod.refused(
          "not tried: its scheduler '" + wanted.spec().schedulerName() + "' is not simulated");
      return;
    }
    ProfileRuntime profile = algorithm.profileOf(wanted);
    ProfileRuntime.Outcome gate = profile.preEnqueueOutcome(wanted);
    if (!gate.status().isSuccess()) {
      pod.refused(String.join(", ", gate.status().reasons()));
      return;
    }
    CycleState state = new CycleState();
    Selection selection = algorithm.select(state, pod.info(), false);
    NodeInfo node = selection.selected();
    if (node != null) {
      place(pod, profile, state, node);
    } else {
      refuse(pod, state, selection);
    }
  }

  private void place(Displaced pod, ProfileRuntime profile, CycleState state, NodeInfo node) {
    ProfileRuntime.Outcome reserved = profile.reserve(state, pod.info(), node);
    if (!reserved.status().isSuccess()) {
      algorithm.nominatedPods().remove(pod.info().pod().uid());
      park(pod, String.join(", ", reserved.status().reasons()));
      return;
    }
    Pod there =
        pod.info().pod().toBuilder()
            .nodeName(node.node().name())
            .nominatedNodeName("")
            .devices(state.claimedDevices())
            .boundNanos(nowNanos)
            .startedNanos(nowNanos + 1 + placed.size())
            .build();
    PodInfo info = pod.info().withVersion(there);
    cache.assume(info, node);
    algorithm.nominatedPods().remove(there.uid());
    pod.placed(info, state);
    placed.put(there.uid(), pod);
    changes++;
  }

  private void refuse(Displaced pod, CycleState state, Selection selection) {
    String message = FitError.message(selection, cache.all().size());
    Preemption preemption = null;
    boolean keepsNomination = false;
    if (!selection.isError()) {
      PostFilterPlugin.Result result = algorithm.postFilter(state, pod.info(), selection);
      message = FitError.withPostFilter(message, result.status());
      preemption = result.preemption();
      keepsNomination = preemption == null && result.keepsNomination();
    }
    long uid = pod.info().pod().uid();
    if (preemption != null) {
      String nodeName = preemption.chosen().nodeName();
      pod.nominate(nodeName);
      algorithm.nominatedPods().nominate(pod.info(), nodeName);
    } else if (!keepsNomination) {
      pod.nominate("");
      algorithm.nominatedPods().remove(uid);
    }
    park(pod, message);
    if (preemption != null) {
      preempt(pod, preemption.chosen());
    }
  }

  private void park(Displaced pod, String message) {
    pod.refused(message);
    pod.queued(sequence++);
    refused.add(pod);
  }

  private void preempt(Displaced preemptor, Preemption.Candidate chosen) {
    String by = preemptor.original().key();
    int priority = preemptor.original().priority();
    for (PodInfo other : List.copyOf(algorithm.nominatedPods().on(chosen.nodeName()))) {
      if (other.pod().priority() < priority) {
        algorithm.nominatedPods().remove(other.pod().uid());
        Displaced ousted = displaced.get(other.pod().uid());
        if (ousted != null) {
          ousted.nominate("");
        }
      }
    }
    keep(chosen.nodeName());
    for (PodInfo victim : chosen.victims()) {
      oust(victim, by);
    }
  }

  /** Remembers what was on a node before the trial takes something away. */
  private void keep(String nodeName) {
    if (!emptied.containsKey(nodeName)) {
      NodeInfo node = Objects.requireNonNull(cache.byName(nodeName), nodeName);
      emptied.put(
          nodeName,
          new TrialCluster.Emptied(
              nodeName,
              node.pods().stream().filter(pod -> !placed.containsKey(pod.pod().uid())).toList()));
    }
  }

  private void oust(PodInfo victim, String by) {
    Pod pod = victim.pod();
    Displaced again = placed.get(pod.uid());
    if (again != null) {
      takeBack(again);
      again.queued(sequence++);
      active.add(again);
    } else {
      cache.remove(pod.uid());
      budgets.preempted(pod);
      switch (Fate.preempted(pod, recreateBare)) {
        case REPLACED -> enter(new Displaced(victim, nowNanos, by));
        case LOST -> lost.add(new LostPod(pod.key(), pod.nodeName(), by));
        case ENDING, GONE_WITH_NODE -> {}
      }
    }
    changes++;
  }

  private void takeBack(Displaced pod) {
    PodInfo there = Objects.requireNonNull(pod.placed(), "a pod that was placed");
    placed.remove(there.pod().uid());
    cache.remove(there.pod().uid());
    algorithm.profileOf(there.pod()).unreserve(pod.unplaced(), pod.info(), there.pod().nodeName());
  }

  private void undo() {
    List<Displaced> latestFirst = new ArrayList<>(placed.values());
    Collections.reverse(latestFirst);
    latestFirst.forEach(this::takeBack);
    cluster.end(List.copyOf(emptied.values()));
  }

  private RemovalOutcome outcome(Removal removal) {
    List<EvictedPod> evicted = new ArrayList<>();
    List<EvictedPod> preempted = new ArrayList<>();
    boolean anyPending = false;
    for (Displaced pod : displaced.values()) {
      EvictedPod report = pod.report();
      anyPending |= report.isPending();
      (pod.isEvicted() ? evicted : preempted).add(report);
    }
    List<BudgetUse> uses = budgets.uses();
    return new RemovalOutcome(
        removal.name(),
        removal.nodes(),
        cache.all().size(),
        !anyPending && uses.stream().noneMatch(BudgetUse::violated),
        evicted,
        preempted,
        lost,
        goneWithNode,
        ending,
        uses);
  }
}
