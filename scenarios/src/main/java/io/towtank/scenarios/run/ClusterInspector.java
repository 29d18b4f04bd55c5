package io.towtank.scenarios.run;

/** Looks at a cluster in which the whole loop runs; changes nothing. */
interface ClusterInspector {
  /** Nobody looks. */
  ClusterInspector NONE = new ClusterInspector() {};

  /** Whether there is to be an event for each heartbeat and each look at the nodes. */
  default boolean wantsPlainHeartbeats() {
    return false;
  }

  /** All is put together, and nothing has happened yet. */
  default void before(WholeCluster cluster) {}

  /** The run is over. */
  default void after(WholeCluster cluster) {}
}
