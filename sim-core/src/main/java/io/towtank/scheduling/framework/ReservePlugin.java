package io.towtank.scheduling.framework;

/** Keeps books of its own on what a pod holds on the node chosen for it. */
public interface ReservePlugin extends Plugin {
  /**
   * Called once the node is chosen, before the pod counts on it. If any plugin refuses, all are
   * called to {@link #unreserve}.
   */
  Status reserve(CycleState state, PodInfo pod, NodeInfo node);

  /** Takes back what {@link #reserve} did; called in reverse order, also if it was never called. */
  void unreserve(CycleState state, PodInfo pod, String nodeName);
}
