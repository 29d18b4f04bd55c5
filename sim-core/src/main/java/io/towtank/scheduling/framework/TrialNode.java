package io.towtank.scheduling.framework;

/**
 * A copy of a node on which pods are put and taken away, to see whether a pod would then pass the
 * filters; made by {@link FrameworkHandle#trial}. The cluster does not change.
 */
public interface TrialNode {
  /** The node as it is on trial. */
  NodeInfo node();

  /** Puts a pod on the node. */
  void add(PodInfo pod);

  /** Takes a pod away that is on the node. */
  void remove(PodInfo pod);

  /**
   * Asks the profile's filters, as the scheduling cycle does: with nominated pods of equal or
   * higher priority on the node, and without them.
   *
   * @return success, or the first refusal
   */
  Status filter();
}
