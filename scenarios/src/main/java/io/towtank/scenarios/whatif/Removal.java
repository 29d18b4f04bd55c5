package io.towtank.scenarios.whatif;

import java.util.List;

/**
 * Nodes that are removed together.
 *
 * @param name what was asked for, such as {@code worker-1} or {@code zone=a}
 * @param nodes names of the nodes, each once, in the cluster's order
 */
public record Removal(String name, List<String> nodes) {
  /** Copies the names. */
  public Removal {
    nodes = List.copyOf(nodes);
  }
}
