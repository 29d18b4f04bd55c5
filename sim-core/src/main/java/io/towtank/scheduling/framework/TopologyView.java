package io.towtank.scheduling.framework;

/**
 * What one {@link TopologyPlugin} says to pods of one class, kept up to date pod by pod.
 *
 * <p>Nodes fall into groups, numbered from 0: at any one time all nodes of a group get the same
 * verdict and the same raw score. A pod that comes or goes may move the node it lies on to another
 * group; all other nodes stay in theirs, while what the group gets may change. A view holds while
 * the descriptions of nodes do, or {@linkplain #isOnLabels their labels}.
 */
public interface TopologyView {
  /** Whether the view looks at nothing of a node's description but its name and its labels. */
  default boolean isOnLabels() {
    return false;
  }

  /** Whether the view still tells the truth on pods like this one, whatever else there is. */
  boolean holdsFor(PodInfo pod);

  /** Whether pods of this one's {@linkplain PodInfo#kind kind} mean anything to the view. */
  boolean isMeant(PodInfo pod);

  /**
   * A pod came to a node or left it.
   *
   * @param row the node's {@linkplain NodeInfo#index index}
   * @param sign 1 if it came, -1 if it left
   * @return whether the node may be in another group now
   */
  boolean podChanged(PodInfo pod, int row, int sign);

  /** Whether a change was too much for the view, so that it must be made anew. */
  boolean isStale();

  /** The group of the node at an index; there must be one. */
  int group(int row);

  /** All groups are below. */
  int groupBound();

  /** The Filter's verdict on the nodes of a group. */
  Status verdict(int group);

  /**
   * Normalised scores of the nodes that passed all filters.
   *
   * @param nodes how many of them there are in each group
   * @param scores to be set, 0 to 100, for each group that has any
   */
  void score(int[] nodes, long[] scores);

  /** Makes the view known to the plugin for an attempt. */
  void attach(CycleState state);
}
