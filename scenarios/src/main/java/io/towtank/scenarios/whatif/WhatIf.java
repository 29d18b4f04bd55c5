package io.towtank.scenarios.whatif;

import io.towtank.model.Pod;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.text.InputException;

/** Tries removals on a cluster that stays as it is. */
public final class WhatIf {
  private final ClusterState state;
  private final boolean recreateBare;
  private final ClusterObjects objects;

  /**
   * Trials on one cluster.
   *
   * @param recreateBare whether pods without a controller are made anew as if they had one
   * @throws InputException if no pod is on a node
   */
  public WhatIf(ClusterState state, boolean recreateBare) {
    this.state = state;
    this.recreateBare = recreateBare;
    objects = Informers.of(state.api(), 0);
    if (state.api().pods().list().stream().noneMatch(Pod::isActiveOnNode)) {
      throw new InputException(
          state.shown() + ": no pod is on a node, so that nothing can be evicted");
    }
  }

  /** Tries one removal after the other, each on the same cluster. For one thread. */
  public final class Trials {
    private final TrialCluster cluster = new TrialCluster(state, objects);

    private Trials() {}

    /** What a removal would do. */
    public RemovalOutcome of(Removal removal) {
      return new Trial(cluster, recreateBare).run(removal);
    }
  }

  /** Trials for one thread; several may be under way at once. */
  public Trials trials() {
    return new Trials();
  }

  /** What can be removed. */
  public RemovalTargets targets() {
    return new RemovalTargets(state.shown(), state.api().nodes().list());
  }

  /** Pods that have no node, whatever is removed. */
  public long pendingBefore() {
    return state.api().pods().list().stream()
        .filter(pod -> !pod.isBound() && !pod.phase().isTerminal())
        .count();
  }
}
