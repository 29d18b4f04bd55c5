package io.towtank.workloads.scaling;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;

/** A multiple of a cluster's nodes. */
public final class NodeScaling {
  private static final long NODES_MAX = 1_000_000;

  private NodeScaling() {}

  /**
   * Times as many nodes, rounded to the nearest, at least one: all of them over and over, called
   * {@code <node>-copy-<n>} from the second time on; below 1 a part of them, evenly spread.
   *
   * @param factor above 0
   * @throws InputException if they were more than a million
   */
  public static List<Node> of(List<Node> nodes, double factor) {
    if (factor == 1 || nodes.isEmpty()) {
      return nodes;
    }
    double wanted = StrictMath.max(1, StrictMath.rint(nodes.size() * factor));
    if (wanted > NODES_MAX) {
      throw new InputException(
          "scaling.nodes: found " + (long) wanted + " nodes, expected at most " + NODES_MAX);
    }
    int count = (int) wanted;
    List<Node> scaled = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (count < nodes.size()) {
        scaled.add(nodes.get((int) ((long) i * nodes.size() / count)));
      } else {
        int round = i / nodes.size();
        Node node = nodes.get(i % nodes.size());
        scaled.add(round == 0 ? node : copy(node, node.name() + "-copy-" + (round + 1)));
      }
    }
    return scaled;
  }

  private static Node copy(Node node, String name) {
    Labels labels = node.labels();
    return Node.builder(name, node.capacity())
        .labels(labels.contains(Labels.HOSTNAME) ? labels.with(Labels.HOSTNAME, name) : labels)
        .allocatable(node.allocatable())
        .devices(node.devices())
        .taints(node.taints())
        .unschedulable(node.unschedulable())
        .conditions(node.conditions())
        .images(node.images())
        .build();
  }
}
