package io.towtank.scheduling.framework;

/**
 * A PreFilter plugin whose {@link CycleState} tells of pods on nodes: keeps it right while pods are
 * put on a node or taken away on trial. It is not called for a pod that the plugin skipped.
 */
public interface PreFilterExtensions extends PreFilterPlugin {
  /**
   * A pod was put on the node.
   *
   * @param state a copy of the attempt's state, to be changed
   * @param pod the pod that is being scheduled
   * @param added the pod put on the node; {@code node} holds it already
   */
  void addPod(CycleState state, PodInfo pod, PodInfo added, NodeInfo node);

  /**
   * A pod was taken away from the node.
   *
   * @param removed the pod taken away; {@code node} does not hold it any more
   */
  void removePod(CycleState state, PodInfo pod, PodInfo removed, NodeInfo node);
}
