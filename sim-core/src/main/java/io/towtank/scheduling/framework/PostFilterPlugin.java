package io.towtank.scheduling.framework;

import java.util.List;

/** Called when no node is left: may make room, as preemption does. */
public interface PostFilterPlugin extends Plugin {
  /**
   * What was done.
   *
   * @param status success if the pod may be schedulable soon, or a refusal
   * @param nominatedNodeName node where room is being made, empty for none
   */
  record Result(Status status, String nominatedNodeName) {}

  /** A node and the refusal that ruled it out. */
  record Rejected(NodeInfo node, String plugin, Status status) {}

  /**
   * Called once, after Filter has ruled out every node.
   *
   * @param rejected all nodes, in node order
   */
  Result postFilter(CycleState state, PodInfo pod, List<Rejected> rejected);
}
