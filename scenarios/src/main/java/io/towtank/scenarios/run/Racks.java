package io.towtank.scenarios.run;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.network.Link;
import io.towtank.network.Topology;
import io.towtank.scenarios.spec.LinkSpec;
import io.towtank.scenarios.spec.NetworkSpec;
import io.towtank.text.InputException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts nodes into racks, and builds the network of them. */
final class Racks {
  private Racks() {}

  /** The nodes, each with the label of its rack where racks are to be filled. */
  static List<Node> filled(List<Node> nodes, @Nullable NetworkSpec network) {
    Integer size = network == null ? null : network.nodesPerRack();
    if (size == null) {
      return nodes;
    }
    SortedMap<String, Integer> placed = new TreeMap<>();
    return nodes.stream().map(node -> filled(node, size, placed)).toList();
  }

  private static Node filled(Node node, int size, SortedMap<String, Integer> placed) {
    if (node.labels().get(Topology.RACK_LABEL) != null) {
      return node;
    }
    String zone = node.labels().get(Labels.ZONE);
    String prefix = zone == null ? "" : zone;
    int before = placed.merge(prefix, 1, Integer::sum) - 1;
    String rack =
        String.format(
            Locale.ROOT, "%srack-%03d", prefix.isEmpty() ? "" : prefix + "-", before / size + 1);
    return node.toBuilder().labels(node.labels().with(Topology.RACK_LABEL, rack)).build();
  }

  /** The network's graph. */
  static Topology topology(List<Node> nodes, @Nullable NetworkSpec network) {
    List<Link> links =
        network == null ? List.of() : network.links().stream().map(LinkSpec::toModel).toList();
    try {
      return new Topology(nodes, links, network == null || network.transit());
    } catch (IllegalArgumentException e) {
      throw new InputException("network.links: " + e.getMessage(), e);
    }
  }
}
