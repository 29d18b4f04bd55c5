package io.towtank.scheduling.framework;

/**
 * What a plugin's word on a pod and a node follows from; see {@link
 * FilterPlugin#filterDependence()} and {@link ScorePlugin#scoreDependence()}.
 *
 * <p>A plugin that says anything but {@link #ANYTHING} promises that its word stays the same as
 * long as what is named here does, and for all pods that agree in {@link PodInfo#requestAmount
 * requests}, containers, overhead, devices, host ports, node selector, node affinity, tolerations
 * and {@code nodeName}; and that whether its PreFilter or PreScore skips a pod follows from these
 * alone. An engine may then keep its words instead of asking again. PreFilter is called in each
 * attempt all the same, and PreScore in each that would score; what Filter and Score leave in the
 * {@link CycleState} may not be needed later. A word that depends on the amounts requested, and
 * else on descriptions alone, is declared {@link #NODE} or {@link #NODE_AND_ALL_NODE_SPECS}.
 */
public enum Dependence {
  /** Whatever there is, time and chance included; the plugin is asked about every node. */
  ANYTHING(false, false),
  /** The node's description: {@link NodeInfo#node()}; whatever amounts the pod requests. */
  NODE_SPEC(false, false),
  /** The node's description and what lies on it: the {@link NodeInfo}. */
  NODE(true, false),
  /** The descriptions of all nodes; whatever amounts the pod requests. */
  ALL_NODE_SPECS(false, true),
  /** The {@link NodeInfo}, and the descriptions of all nodes. */
  NODE_AND_ALL_NODE_SPECS(true, true);

  private final boolean onLoad;
  private final boolean onAllSpecs;

  Dependence(boolean onLoad, boolean onAllSpecs) {
    this.onLoad = onLoad;
    this.onAllSpecs = onAllSpecs;
  }

  /** Whether it is more than {@link #ANYTHING}. */
  public boolean isDeclared() {
    return this != ANYTHING;
  }

  /** Whether what lies on the node counts. */
  public boolean isOnLoad() {
    return onLoad;
  }

  /** Whether the descriptions of other nodes count. */
  public boolean isOnAllSpecs() {
    return onAllSpecs;
  }
}
