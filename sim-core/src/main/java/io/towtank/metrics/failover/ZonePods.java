package io.towtank.metrics.failover;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import java.util.HashMap;
import java.util.Map;

/** How many pods hold a node, by zone; those of nodes that are gone count in the zone they had. */
final class ZonePods {
  private final Map<String, String> zoneOfNode = new HashMap<>();
  private final Map<String, Integer> podsOfZone = new HashMap<>();
  private int pods;

  ZonePods(ApiServer api) {
    api.nodes()
        .watch(
            "failover-metrics-zones",
            0,
            new Watcher<Node>() {
              @Override
              public void onAdd(Node node) {
                String zone = node.labels().get(Labels.ZONE);
                zoneOfNode.put(node.name(), zone == null ? "" : zone);
              }
            });
  }

  /** Zone of a node as it was when the node joined; empty for none. */
  String zoneOf(String node) {
    return zoneOfNode.getOrDefault(node, "");
  }

  void add(String zone, int change) {
    pods += change;
    podsOfZone.merge(zone, change, Integer::sum);
  }

  int pods() {
    return pods;
  }

  int podsOf(String zone) {
    return podsOfZone.getOrDefault(zone, 0);
  }
}
