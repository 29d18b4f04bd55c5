package io.towtank.scheduling.cache;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes in the order in which a search that may end early looks at them: one of each zone in turn,
 * so that whatever part of it is looked at has nodes of all zones.
 *
 * <p>Zones stand in the order in which they came to have a node, nodes within a zone in the order
 * in which they came to it. Source: kube-scheduler v1.34, {@code nodeTree} and {@code GetZoneKey}.
 * As there, a node that moves to another zone stays where it is in the list until the next node
 * joins or leaves ({@code UpdateSnapshot}).
 */
final class NodeTree {
  private static final String ZONE_BETA = "failure-domain.beta.kubernetes.io/zone";
  private static final String REGION_BETA = "failure-domain.beta.kubernetes.io/region";

  private final Map<String, List<NodeState>> nodesByZone = new LinkedHashMap<>();
  private List<NodeState> list = List.of();
  private boolean isStale;

  void add(NodeState node) {
    put(node, zoneOf(node.node()));
    isStale = true;
  }

  void remove(NodeState node) {
    take(node, zoneOf(node.node()));
    isStale = true;
  }

  /** To be told before the node's description changes. */
  void update(NodeState node, Node newer) {
    String oldZone = zoneOf(node.node());
    String newZone = zoneOf(newer);
    if (!oldZone.equals(newZone)) {
      take(node, oldZone);
      put(node, newZone);
    }
  }

  /** The zones in their order, each with its nodes; a copy. */
  Map<String, List<NodeState>> zones() {
    return copy(nodesByZone);
  }

  /** Takes over what {@link #zones} once gave. */
  void restore(Map<String, List<NodeState>> zones) {
    nodesByZone.clear();
    nodesByZone.putAll(copy(zones));
    isStale = true;
  }

  private static Map<String, List<NodeState>> copy(Map<String, List<NodeState>> zones) {
    Map<String, List<NodeState>> copy = new LinkedHashMap<>();
    zones.forEach((zone, nodes) -> copy.put(zone, new ArrayList<>(nodes)));
    return copy;
  }

  private void put(NodeState node, String zone) {
    nodesByZone.computeIfAbsent(zone, key -> new ArrayList<>()).add(node);
  }

  private void take(NodeState node, String zone) {
    List<NodeState> nodes = nodesByZone.get(zone);
    if (nodes != null) {
      nodes.remove(node);
      if (nodes.isEmpty()) {
        nodesByZone.remove(zone);
      }
    }
  }

  /** All nodes; the list is not changed later. */
  List<NodeState> list() {
    if (isStale) {
      list = Collections.unmodifiableList(interleaved());
      isStale = false;
    }
    return list;
  }

  private List<NodeState> interleaved() {
    List<NodeState> all = new ArrayList<>();
    boolean more = true;
    for (int i = 0; more; i++) {
      more = false;
      for (List<NodeState> nodes : nodesByZone.values()) {
        if (i < nodes.size()) {
          all.add(nodes.get(i));
          more = true;
        }
      }
    }
    return all;
  }

  private static String zoneOf(Node node) {
    String zone = label(node, ZONE_BETA, Labels.ZONE);
    String region = label(node, REGION_BETA, Labels.REGION);
    return region.isEmpty() && zone.isEmpty() ? "" : region + ":\0:" + zone;
  }

  private static String label(Node node, String older, String newer) {
    String value = node.labels().get(older);
    if (value == null) {
      value = node.labels().get(newer);
    }
    return value == null ? "" : value;
  }
}
