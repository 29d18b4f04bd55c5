package io.towtank.fault;

import io.towtank.kernel.RandomStream;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.network.Part;
import io.towtank.network.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds whom selectors mean. Candidates stand in the order of their names. */
final class TargetResolver {
  private final FaultWorld world;

  TargetResolver(FaultWorld world) {
    this.world = world;
  }

  private Topology topology() {
    return world.network().topology();
  }

  /** How many parts the network has; it never loses one. */
  int partCount() {
    return topology().parts().size();
  }

  /** Parts that the selector means, with no limit on their number. */
  List<Part> parts(TargetKind kind, TargetSelector selector) {
    Part.Kind partKind =
        switch (kind) {
          case NODES -> Part.Kind.NODE;
          case RACKS -> Part.Kind.RACK;
          case ZONES -> Part.Kind.ZONE;
          case PARTS, PODS, NONE -> null;
        };
    if (kind == TargetKind.PARTS) {
      return namedParts(selector);
    }
    if (partKind == null) {
      return List.of();
    }
    SortedSet<String> names = new TreeSet<>(selector.names());
    List<Part> parts = new ArrayList<>();
    for (Part part : topology().parts(partKind)) {
      if ((names.isEmpty() || names.contains(part.name())) && isMeant(part, selector)) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** What of a node targets of a kind are: itself, its rack or its zone; null for none of them. */
  @Nullable Part partOf(String node, TargetKind kind) {
    Part part = Part.node(node);
    return !topology().contains(part)
        ? null
        : switch (kind) {
          case NODES -> part;
          case RACKS -> domainOf(part, Part.Kind.RACK);
          case ZONES -> domainOf(part, Part.Kind.ZONE);
          case PARTS, PODS, NONE -> null;
        };
  }

  /** Whether the selector means a part, if targets are of that kind. */
  boolean isMeant(Part part, TargetKind kind, TargetSelector selector) {
    return kind != TargetKind.PARTS
        && (selector.names().isEmpty() || selector.names().contains(part.name()))
        && isMeant(part, selector);
  }

  private static List<Part> namedParts(TargetSelector selector) {
    SortedSet<Part> parts = new TreeSet<>();
    selector.names().forEach(name -> parts.add(Part.parse(name)));
    selector.zones().forEach(name -> parts.add(Part.zone(name)));
    selector.racks().forEach(name -> parts.add(Part.rack(name)));
    return List.copyOf(parts);
  }

  private boolean isMeant(Part part, TargetSelector selector) {
    if (selector.selector() != null && part.kind() == Part.Kind.NODE) {
      Node node = world.api().nodes().get(part.name());
      if (node == null || !selector.selector().matches(node.labels())) {
        return false;
      }
    }
    return isIn(part, Part.Kind.ZONE, selector.zones())
        && isIn(part, Part.Kind.RACK, selector.racks());
  }

  private boolean isIn(Part part, Part.Kind kind, List<String> names) {
    if (names.isEmpty()) {
      return true;
    }
    Part domain = domainOf(part, kind);
    return domain != null && names.contains(domain.name());
  }

  /** Running pods that the selector means, by name. */
  List<Pod> pods(TargetSelector selector) {
    SortedSet<String> names = new TreeSet<>(selector.names());
    boolean anywhere = selector.zones().isEmpty() && selector.racks().isEmpty();
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : world.api().pods().list()) {
      if (pod.phase() == PodPhase.RUNNING
          && pod.isActiveOnNode()
          && (names.isEmpty() || names.contains(pod.key()))
          && matches(selector, pod.labels())
          && (anywhere || isOnNodeOf(pod, selector))) {
        pods.add(pod);
      }
    }
    pods.sort(Comparator.comparing(Pod::key));
    return pods;
  }

  private static boolean matches(TargetSelector selector, Labels labels) {
    return selector.selector() == null || selector.selector().matches(labels);
  }

  private boolean isOnNodeOf(Pod pod, TargetSelector selector) {
    Part node = Part.node(pod.nodeName());
    return isIn(node, Part.Kind.ZONE, selector.zones())
        && isIn(node, Part.Kind.RACK, selector.racks());
  }

  /** Draws as many as the selector says, in the order of the candidates. */
  static <T> List<T> draw(List<T> candidates, TargetSelector selector, RandomStream draws) {
    long wanted = Math.round(selector.share() * candidates.size());
    if (selector.count() > 0) {
      wanted = Math.min(wanted, selector.count());
    }
    if (wanted >= candidates.size()) {
      return candidates;
    }
    // The first steps of a Fisher-Yates shuffle, a draw for each that is chosen; only places that
    // differ from the order of the candidates are kept.
    Map<Integer, Integer> moved = new HashMap<>();
    SortedSet<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < wanted; i++) {
      int other = i + draws.nextInt(candidates.size() - i);
      chosen.add(moved.getOrDefault(other, other));
      moved.put(other, moved.getOrDefault(i, i));
    }
    return chosen.stream().map(candidates::get).toList();
  }

  /** The targets that chosen parts make up. */
  Targets targets(List<Part> parts) {
    List<String> nodes = new ArrayList<>();
    for (Part part : parts) {
      nodes.addAll(topology().nodesWithin(part));
    }
    return new Targets(parts, nodes, List.of());
  }

  /** Zone or rack of a part, null where there is none; the core stands for the whole cluster. */
  @Nullable Part domainOf(Part part, Part.Kind kind) {
    if (kind == Part.Kind.CORE) {
      return Part.CORE;
    }
    Part above = part;
    while (above != null && above.kind() != kind) {
      above = topology().parentOf(above);
    }
    return above;
  }
}
