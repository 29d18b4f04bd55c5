package io.towtank.scheduling.framework;

/**
 * A plugin whose raw score follows from amounts: the pod's requests, the {@link NodeAmounts} of the
 * node, and what PreScore worked out from the pod and the descriptions of nodes. An engine that
 * knows bounds of the amounts of many nodes may then leave them alone if none can be the best.
 */
public interface AmountScorePlugin extends ScorePlugin {
  /** The node's raw score. */
  long score(PodInfo pod, NodeAmounts node);

  /**
   * The raw scores of several nodes, the same as one by one. Engines ask for them by the dozen; a
   * plugin that works them out in one loop over {@link NodeColumns#values} is asked the faster.
   *
   * @param scores takes them, from its beginning
   */
  default void scores(PodInfo pod, NodeColumns nodes, long[] scores) {
    for (int i = 0; i < nodes.count(); i++) {
      scores[i] = score(pod, nodes.at(i));
    }
  }

  /**
   * A bound from above on the scores of all nodes whose requested amounts, with and without
   * scoring's defaults, lie between those of two. The closer it is, the fewer nodes are looked at.
   *
   * @param least a node with the least of each
   * @param most a node with the most of each, and the same allocatable amounts
   */
  long scoreMax(PodInfo pod, NodeAmounts least, NodeAmounts most);

  /**
   * Linear bounds on the scores of all nodes with the same allocatable amounts, if there are some
   * that are close: they tell an engine where what one plugin gains another loses, and are cheaper
   * than {@link #scoreMax}. They may be too low by rounding, by less than 1e-7.
   *
   * @param node any with these allocatable amounts
   */
  default void linearBounds(PodInfo pod, NodeAmounts node, LinearBounds bounds) {
    // Most scores have none.
  }

  @Override
  default long score(CycleState state, PodInfo pod, NodeInfo node) {
    return score(pod, node);
  }
}
