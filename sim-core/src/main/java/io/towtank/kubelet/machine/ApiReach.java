package io.towtank.kubelet.machine;

/** Which nodes the network lets speak with the API. */
@FunctionalInterface
public interface ApiReach {
  /** All nodes can. */
  ApiReach ALWAYS = node -> true;

  /** Whether a node can. */
  boolean canReachApi(String node);
}
