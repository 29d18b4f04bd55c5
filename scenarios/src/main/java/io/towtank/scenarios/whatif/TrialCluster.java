package io.towtank.scenarios.whatif;

import io.towtank.model.Pod;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.StandingScheduler;
import io.towtank.scheduling.SchedulingAlgorithm;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.cache.NodeArrangement;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * The scheduler's picture of a cluster, for trials that all begin with the same state. Not for
 * several threads.
 */
final class TrialCluster {
  /** A pod that was nominated before any trial. */
  private record Nomination(PodInfo pod, String nodeName) {}

  private final ClusterState state;
  private final ClusterObjects objects;
  private final boolean repeats;
  private final RestartableTies ties;
  private final List<Nomination> nominations = new ArrayList<>();
  private SchedulingAlgorithm algorithm;
  private NodeArrangement arrangement;
  private boolean isUsed;

  /**
   * A cluster to try something on.
   *
   * @param objects the objects of the state, for plugins to look up
   * @throws io.towtank.text.InputException if a profile can't be used
   */
  TrialCluster(ClusterState state, ClusterObjects objects) {
    this.state = state;
    this.objects = objects;
    repeats = RepeatablePlugins.areAll(state.profiles());
    ties = new RestartableTies(state.scheduler(), state.seed());
    algorithm = build();
    arrangement = algorithm.cache().arrangement();
  }

  private SchedulingAlgorithm build() {
    StandingScheduler scheduler =
        new StandingScheduler(state, objects, ties, state.seed(), state.api().nodes().list());
    SchedulingAlgorithm built = scheduler.algorithm();
    nominations.clear();
    for (Pod pod : state.api().pods().list()) {
      if (pod.isActiveOnNode()) {
        scheduler.add(pod);
      } else if (!pod.isBound() && !pod.nominatedNodeName().isEmpty()) {
        nominations.add(new Nomination(scheduler.info(pod), pod.nominatedNodeName()));
      }
    }
    nominate(built);
    return built;
  }

  private void nominate(SchedulingAlgorithm target) {
    target.nominatedPods().clear();
    for (Nomination each : nominations) {
      target.nominatedPods().nominate(each.pod(), each.nodeName());
    }
  }

  ClusterState state() {
    return state;
  }

  /** The scheduler, for a trial that begins. */
  SchedulingAlgorithm begin() {
    if (isUsed && !repeats) {
      algorithm = build();
      arrangement = algorithm.cache().arrangement();
    }
    isUsed = true;
    ties.restart();
    return algorithm;
  }

  /**
   * A trial has ended: what it did is undone.
   *
   * @param emptied nodes that were removed, or from which pods were taken that had been there, each
   *     with what had been on it at the beginning; all that the trial itself placed is gone already
   */
  void end(List<Emptied> emptied) {
    if (!repeats) {
      return;
    }
    ClusterCache cache = algorithm.cache();
    for (Emptied node : emptied) {
      for (PodInfo pod : node.pods()) {
        cache.remove(pod.pod().uid());
      }
    }
    cache.restore(arrangement);
    for (Emptied node : emptied) {
      node.pods().forEach(cache::add);
    }
    nominate(algorithm);
  }

  /** A node that lost pods, with all that had been on it, in its order. */
  record Emptied(String nodeName, List<PodInfo> pods) {
    /** Copies the list. */
    Emptied {
      pods = List.copyOf(pods);
    }
  }
}
