package io.towtank.scenarios.run;

import io.towtank.scheduling.SchedulerOptions;

/** Looks at the cluster of a run; changes nothing. */
interface ClusterInspector {
  /** Nobody looks. */
  ClusterInspector NONE = new ClusterInspector() {};

  /** Whether there is to be an event for each heartbeat and each look at the nodes. */
  default boolean wantsPlainHeartbeats() {
    return false;
  }

  /**
   * The last event has happened.
   *
   * @param scheduler how its scheduler worked
   */
  default void ended(SimulatedRun cluster, SchedulerOptions scheduler) {}

  /** With the whole loop: all is put together, and nothing has happened yet. */
  default void before(WholeCluster cluster) {}

  /** With the whole loop: the run is over, and its checks held. */
  default void after(WholeCluster cluster) {}
}
