package io.towtank.scheduling.framework;

/** Says whether a node can hold the pod. */
public interface FilterPlugin extends Plugin {
  /**
   * Called for each node until one plugin refuses it; in no promised order of nodes, so the verdict
   * may depend on nothing but the arguments.
   *
   * @return success or a refusal
   */
  Status filter(CycleState state, PodInfo pod, NodeInfo node);

  /**
   * What verdicts follow from, so that an engine may keep them. Plugins that say nothing are asked
   * about every node in every attempt.
   */
  default Dependence filterDependence() {
    return Dependence.ANYTHING;
  }
}
