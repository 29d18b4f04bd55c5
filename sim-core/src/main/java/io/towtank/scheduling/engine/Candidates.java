package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;

/** The nodes that an engine holds for feasible, nominated pods left out of account. */
interface Candidates {
  /** Whether a node is one of them. */
  boolean isFeasible(PodInfo pod, NodeInfo node);

  /** Takes out the node at an index, for this attempt only. */
  void ruleOut(int row);
}
