package io.towtank.scheduling;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.model.Pod;
import io.towtank.scheduling.cache.NominatedPodList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Preemption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Evicts the victims of preemption.
 *
 * <p>While it is at it the preemptor must not be tried: it would find some victims gone and others
 * not. Source: kube-scheduler v1.34, {@code prepareCandidateAsync}; here all of it happens at one
 * instant, in the order in which the API would see it.
 */
final class PreemptionExecutor {
  private final ApiServer api;
  private final NominatedPodList nominated;
  private final Consumer<Pod> activate;
  private final Consumer<Pod> backOff;
  private final Set<Long> preempting = new HashSet<>();

  /**
   * Evicts nobody yet.
   *
   * @param activate told of preemptors whose victims were all gone already
   * @param backOff told of preemptors whose victims could not be evicted, since the API took no
   *     writes: kube-scheduler tries them again at once, but each try takes the time of a request
   *     that fails
   */
  PreemptionExecutor(
      ApiServer api, NominatedPodList nominated, Consumer<Pod> activate, Consumer<Pod> backOff) {
    this.api = api;
    this.nominated = nominated;
    this.activate = activate;
    this.backOff = backOff;
  }

  /** Whether evictions for the pod are under way. */
  boolean isPreempting(Pod pod) {
    return preempting.contains(pod.uid());
  }

  /** Evictions for the pod are about to begin. */
  void begin(Pod preemptor, Preemption.Candidate candidate) {
    int victims = toEvict(candidate).size();
    if (victims > 1 || (victims == 1 && !ousted(preemptor, candidate).isEmpty())) {
      preempting.add(preemptor.uid());
    }
  }

  /** Ends nominations that are in the way, and evicts the victims. */
  void execute(Pod preemptor, Preemption.Candidate candidate) {
    List<Pod> victims = toEvict(candidate);
    if (victims.isEmpty()) {
      return;
    }
    for (Pod pod : ousted(preemptor, candidate)) {
      api.pods()
          .update(
              pod.key(),
              stored ->
                  stored.uid() != pod.uid() || stored.nominatedNodeName().isEmpty()
                      ? stored
                      : stored.toBuilder().nominatedNodeName("").build());
    }
    boolean anyEvicted = false;
    for (int i = 0; i < victims.size(); i++) {
      if (i == victims.size() - 1) {
        preempting.remove(preemptor.uid());
      }
      anyEvicted |= evict(victims.get(i));
    }
    if (!anyEvicted) {
      (api.mode() == ApiServer.Mode.UP ? activate : backOff).accept(preemptor);
    }
  }

  /** Victims that were not ending already when they were chosen, most important first. */
  private static List<Pod> toEvict(Preemption.Candidate candidate) {
    List<Pod> victims = new ArrayList<>();
    for (PodInfo victim : candidate.victims()) {
      if (!victim.pod().isTerminating()) {
        victims.add(victim.pod());
      }
    }
    return victims;
  }

  /** Pods of lower priority that are nominated to the node. */
  private List<Pod> ousted(Pod preemptor, Preemption.Candidate candidate) {
    List<Pod> pods = new ArrayList<>();
    for (PodInfo other : nominated.on(candidate.nodeName())) {
      if (other.pod().priority() < preemptor.priority()) {
        pods.add(other.pod());
      }
    }
    return pods;
  }

  private boolean evict(Pod victim) {
    WriteResult<Pod> marked =
        api.pods()
            .update(
                victim.key(),
                stored ->
                    stored.uid() != victim.uid()
                            || stored.disruptionReason().equals(Pod.PREEMPTION_BY_SCHEDULER)
                        ? stored
                        : stored.toBuilder().disruptionReason(Pod.PREEMPTION_BY_SCHEDULER).build());
    return marked.isOk() && api.deletePod(victim, victim.spec().terminationGraceNanos()).isOk();
  }
}
