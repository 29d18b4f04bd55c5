package io.towtank.metrics;

import io.towtank.model.Node;

/** Looks at the loads of nodes. */
@FunctionalInterface
public interface NodeLoads {
  /**
   * One node.
   *
   * @param allocatedRatio requests of its pods / allocatable, of the resource of which that is most
   * @param pods pods on it
   */
  void node(Node node, double allocatedRatio, int pods);
}
