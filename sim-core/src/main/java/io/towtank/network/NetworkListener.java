package io.towtank.network;

/** Hears of nodes that reach the API server no more, or again. */
@FunctionalInterface
public interface NetworkListener {
  /**
   * A node's way to the API server has changed. Called at the instant of the change, node by node
   * in the order in which they joined.
   *
   * @param canReachApi whether the node reaches the control plane now
   */
  void reachabilityChanged(String nodeName, boolean canReachApi);
}
