package io.towtank.scheduling.framework;

import java.util.List;

/** Works out, once for each attempt, what Score needs. */
public interface PreScorePlugin extends Plugin {
  /**
   * Called once, when at least two nodes are feasible.
   *
   * @param feasible the nodes that passed, in node order
   * @return success; skip, to leave out this plugin's Score; or error
   */
  Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible);
}
