package io.towtank.scheduling.framework;

import java.util.List;

/** A score plugin with a normalisation of its own. */
public interface NormalizeScorePlugin extends ScorePlugin {
  /**
   * Brings raw scores into 0 to 100, in place.
   *
   * @param feasible the nodes, in node order
   * @param scores raw scores in the order of the nodes; only the first {@code feasible.size()}
   *     count
   */
  void normalizeScore(CycleState state, PodInfo pod, List<NodeInfo> feasible, long[] scores);
}
