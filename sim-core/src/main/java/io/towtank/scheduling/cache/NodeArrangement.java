package io.towtank.scheduling.cache;

import java.util.List;
import java.util.Map;

/**
 * Which nodes a {@link ClusterCache} had at one moment, and in which order; it keeps the place of
 * those that are removed later.
 */
public final class NodeArrangement {
  private final List<NodeState> nodes;
  private final Map<String, List<NodeState>> zones;

  /** Copies the nodes; the zones are a copy already. */
  NodeArrangement(List<NodeState> nodes, Map<String, List<NodeState>> zones) {
    this.nodes = List.copyOf(nodes);
    this.zones = zones;
  }

  List<NodeState> nodes() {
    return nodes;
  }

  Map<String, List<NodeState>> zones() {
    return zones;
  }
}
