package io.towtank.fault;

import io.towtank.model.Pod;
import io.towtank.network.Part;
import java.util.List;

/**
 * Whom one occurrence of a fault strikes.
 *
 * @param parts nodes, racks or zones as they were chosen, in order
 * @param nodes names of all nodes among them or in them, in order
 * @param pods pods as they were chosen, in order
 */
public record Targets(List<Part> parts, List<String> nodes, List<Pod> pods) {
  /** Nobody. */
  public static final Targets NONE = new Targets(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Targets {
    parts = List.copyOf(parts);
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
  }

  /** Whether nobody was chosen. */
  public boolean isEmpty() {
    return parts.isEmpty() && pods.isEmpty();
  }

  /** The targets in a few words: all of them, or the first and how many more. */
  @Override
  public String toString() {
    List<String> names =
        parts.isEmpty()
            ? pods.stream().map(Pod::key).toList()
            : parts.stream().map(Part::toString).toList();
    return switch (names.size()) {
      case 0 -> "";
      case 1, 2, 3 -> String.join(", ", names);
      default -> names.get(0) + " and " + (names.size() - 1) + " more";
    };
  }
}
