package io.towtank.scenarios.capacity;

import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.ResourceIndex;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.StandingScheduler;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts how many copies of a pod a cluster can take on top of what it runs: one copy after the
 * other is scheduled, and stays, until one finds no node. Nobody is preempted, and pods that are
 * pending before stay so; the room of nominated ones is not kept.
 */
public final class Fit {
  private final ClusterState state;
  private final ClusterObjects objects;

  /** Counting on a cluster that stays as it is. */
  public Fit(ClusterState state) {
    this.state = state;
    objects = Informers.of(state.api(), 0);
  }

  /**
   * The pod as the API would have it: with a priority, and requests where it has only limits.
   *
   * @throws io.towtank.text.InputException if the API refuses it
   */
  public Pod admitted(Pod pod) {
    if (state.api().namespaces().get(pod.namespace()) == null) {
      state
          .api()
          .namespaces()
          .create(
              new Namespace(
                  pod.namespace(), Labels.of("kubernetes.io/metadata.name", pod.namespace()), 0))
          .orThrow();
    }
    Pod free = freeName(unplaced(pod));
    Pod created = Admission.create(state.api(), free);
    state.api().deletePod(created, 0);
    return created.toBuilder().name(pod.name()).build();
  }

  private Pod freeName(Pod pod) {
    Pod named = pod;
    for (int i = 1; state.api().pods().get(named.key()) != null; i++) {
      named = pod.toBuilder().name(pod.name() + "-copy" + i).build();
    }
    return named;
  }

  /** The pod as it is before it has a node. */
  static Pod unplaced(Pod pod) {
    return pod.toBuilder()
        .phase(PodPhase.PENDING)
        .nodeName("")
        .nominatedNodeName("")
        .devices(List.of())
        .reason("")
        .boundNanos(Pod.NEVER)
        .startedNanos(Pod.NEVER)
        .finishedNanos(Pod.NEVER)
        .deletionNanos(Pod.NEVER)
        .disruptionReason("")
        .ready(false, Pod.NEVER)
        .build();
  }

  /**
   * How many copies fit.
   *
   * @param pod the pod, as the API has it
   * @param shown what to call it
   * @param copiesMax most that are tried
   * @param progress hears of copies placed
   */
  public FitReport of(Pod pod, String shown, long copiesMax, Progress progress) {
    StandingScheduler scheduler =
        new StandingScheduler(
            state,
            objects,
            StandingScheduler.ties(state.scheduler(), state.seed()),
            state.seed(),
            state.api().nodes().list());
    long lastUid = pod.uid();
    for (Pod other : state.api().pods().list()) {
      lastUid = Math.max(lastUid, other.uid());
      if (other.isActiveOnNode()) {
        scheduler.add(other);
      }
    }
    Pod first = unplaced(pod).toBuilder().createdNanos(state.nowNanos()).build();
    PodInfo info = scheduler.info(first);
    long bound = upperBound(scheduler, info);
    SortedMap<String, Long> byNode = new TreeMap<>();
    String reason = "";
    long copies = 0;
    while (copies < copiesMax) {
      progress.update(copies, Math.min(bound, copiesMax));
      Pod copy =
          first.toBuilder().uid(lastUid + 1 + copies).name(pod.name() + "-" + (copies + 1)).build();
      StandingScheduler.Attempt attempt = scheduler.place(info.withVersion(copy));
      String nodeName = attempt.nodeName();
      if (nodeName == null) {
        reason = attempt.message();
        break;
      }
      byNode.merge(nodeName, 1L, Long::sum);
      copies++;
    }
    List<FitReport.NodeCopies> perNode = new ArrayList<>();
    byNode.forEach((node, count) -> perNode.add(new FitReport.NodeCopies(node, count)));
    perNode.sort(Comparator.comparingLong(FitReport.NodeCopies::copies).reversed());
    return new FitReport(
        state.shown(),
        shown,
        requests(info, scheduler.resources()),
        copies,
        reason.isEmpty(),
        bound,
        reason,
        scheduler.algorithm().cache().all().size(),
        perNode);
  }

  private static List<FitReport.Requested> requests(PodInfo info, ResourceIndex resources) {
    List<FitReport.Requested> requests = new ArrayList<>();
    for (int i = 0; i < info.requestCount(); i++) {
      int resource = info.requestResource(i);
      requests.add(
          new FitReport.Requested(
              resources.name(resource), resources.unit(resource), info.requestAmount(i)));
    }
    return requests;
  }

  /**
   * For each node that can take the pod at all, the smallest over all resources of what is free
   * over what a copy takes, rounded down; 1 at most if the pod wants a port of the node.
   */
  private long upperBound(StandingScheduler scheduler, PodInfo info) {
    Set<String> refusing =
        new StaticRefusals(state, objects, state.api().nodes().list()).of(info.pod());
    long[] taken = new CountedResources(state.profiles()).taken(info, scheduler.resources());
    boolean oneEach =
        !info.hostPorts().isEmpty()
            && state.profiles().stream()
                .allMatch(
                    profile ->
                        profile.plugins().stream()
                            .anyMatch(plugin -> plugin.name().equals("NodePorts")));
    long sum = 0;
    for (NodeInfo node : scheduler.algorithm().cache().all()) {
      if (refusing.contains(node.node().name())) {
        continue;
      }
      long[] free = CountedResources.free(node, scheduler.resources());
      long copies = oneEach ? 1 : Long.MAX_VALUE;
      for (int i = 0; i < taken.length; i++) {
        if (taken[i] > 0) {
          copies = Math.min(copies, free[i] / taken[i]);
        }
      }
      sum = copies > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + copies;
    }
    return sum;
  }
}
