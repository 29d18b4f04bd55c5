package io.towtank.network;

import io.towtank.model.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;

/**
 * Which links and parts are out, and who reaches whom without them.
 *
 * <p>Cuts nest: a link that was cut twice works again when it was healed twice, and so do parts
 * that were taken out. A part that is out forwards nothing and reaches nobody but itself.
 *
 * <p>What reaches the control plane is kept as a tree of links from there. A cut looks only at what
 * hung below it, a repair only at what it wins back, so that a fault of one node costs the same in
 * a cluster of any size.
 */
public final class Network {
  private final Topology topology;
  private final Graph<Part, Link> graph;
  private final Map<String, Integer> cutLinks = new HashMap<>();
  private final Map<Part, Integer> partsOut = new HashMap<>();

  /** For each part that reaches the control plane, the first link of its way there. */
  private final Map<Part, Link> wayToApi = new HashMap<>();

  private final Map<String, Integer> order = new HashMap<>();
  private final List<NetworkListener> listeners = new ArrayList<>();

  /** The network of a topology, all of which works. */
  public Network(Topology topology) {
    this.topology = topology;
    graph = topology.graph();
    topology.parts().forEach(this::number);
    extend(graph.edgesOf(Part.CONTROL_PLANE));
  }

  /** How it is built. */
  public Topology topology() {
    return topology;
  }

  /** Adds a listener; they are called in the order in which they were added. */
  public void addListener(NetworkListener listener) {
    listeners.add(listener);
  }

  /** A node joins at its place; nothing if it is known. */
  public void add(Node node) {
    List<Link> links = new ArrayList<>();
    for (Part part : topology.add(node)) {
      number(part);
      links.addAll(graph.edgesOf(part));
    }
    extend(links);
  }

  private void number(Part part) {
    if (part.kind() == Part.Kind.NODE) {
      order.putIfAbsent(part.name(), order.size());
    }
  }

  /** Whether a node reaches the control plane; one that nobody knows does not. */
  public boolean canReachApi(String nodeName) {
    return reaches(Part.node(nodeName));
  }

  /**
   * Whether traffic passes between two parts, both of which work. It is so both ways or neither;
   * without transit it is not transitive.
   */
  public boolean canReach(Part from, Part to) {
    if (topology.isTransit()) {
      boolean fromReaches = reaches(from);
      boolean toReaches = reaches(to);
      if (fromReaches || toReaches) {
        return fromReaches && toReaches;
      }
    }
    return works(from) && works(to) && search(from, to);
  }

  /** Whether the link is not cut; its ends may be out. */
  public boolean isWhole(Link link) {
    return !cutLinks.containsKey(link.name());
  }

  /** Whether the link is not cut, and neither end is out. */
  private boolean carries(Link link) {
    return isWhole(link) && !partsOut.containsKey(link.from()) && !partsOut.containsKey(link.to());
  }

  /** Whether the part is there and not taken out. */
  public boolean works(Part part) {
    return topology.contains(part) && !partsOut.containsKey(part);
  }

  /** Cuts links. */
  public void cut(Collection<Link> links) {
    List<Part> lost = new ArrayList<>();
    for (Link link : links) {
      if (cutLinks.merge(link.name(), 1, Integer::sum) == 1) {
        for (Part end : List.of(link.from(), link.to())) {
          if (link.equals(wayToApi.get(end))) {
            lost.add(end);
          }
        }
      }
    }
    tell(reattach(lost));
  }

  /**
   * Heals links.
   *
   * @throws IllegalStateException if one is not cut
   */
  public void heal(Collection<Link> links) {
    List<Link> whole = new ArrayList<>();
    for (Link link : links) {
      if (less(cutLinks, link.name())) {
        whole.add(link);
      }
    }
    tell(extend(whole));
  }

  /** Takes parts out. */
  public void takeOut(Collection<Part> parts) {
    List<Part> lost = new ArrayList<>();
    for (Part part : parts) {
      if (partsOut.merge(part, 1, Integer::sum) == 1) {
        lost.add(part);
      }
    }
    tell(reattach(lost));
  }

  /**
   * Brings parts back.
   *
   * @throws IllegalStateException if one is not out
   */
  public void bringBack(Collection<Part> parts) {
    List<Link> links = new ArrayList<>();
    for (Part part : parts) {
      if (less(partsOut, part)) {
        links.addAll(linksOf(part));
      }
    }
    tell(extend(links));
  }

  /** Links with one end in the set and one outside of it: cut them, and the set is on its own. */
  public List<Link> boundary(Set<Part> inside) {
    List<Link> links = new ArrayList<>();
    for (Link link : topology.links()) {
      if (inside.contains(link.from()) != inside.contains(link.to())) {
        links.add(link);
      }
    }
    return links;
  }

  private static <K> boolean less(Map<K, Integer> counts, K key) {
    Integer count = counts.get(key);
    if (count == null) {
      throw new IllegalStateException(key + " works; it can't be repaired");
    }
    if (count == 1) {
      counts.remove(key);
      return true;
    }
    counts.put(key, count - 1);
    return false;
  }

  private boolean reaches(Part part) {
    return part.equals(Part.CONTROL_PLANE) ? works(part) : wayToApi.containsKey(part);
  }

  /**
   * Grows the tree over links that may join it to parts outside of it.
   *
   * @return nodes that reach the control plane now
   */
  private Set<String> extend(Collection<Link> links) {
    Set<String> won = new LinkedHashSet<>();
    Deque<Link> frontier = new ArrayDeque<>(links);
    while (!frontier.isEmpty()) {
      Link link = frontier.remove();
      boolean fromReaches = reaches(link.from());
      if (fromReaches == reaches(link.to()) || !carries(link)) {
        continue;
      }
      Part next = fromReaches ? link.to() : link.from();
      Part last = link.other(next);
      if (!last.equals(Part.CONTROL_PLANE) && !topology.forwardsFor(last, next)) {
        continue;
      }
      wayToApi.put(next, link);
      if (next.kind() == Part.Kind.NODE) {
        won.add(next.name());
      }
      frontier.addAll(graph.edgesOf(next));
    }
    return won;
  }

  /**
   * Drops what hung below the given parts, and finds other ways for it.
   *
   * @return nodes that have none
   */
  private Set<String> reattach(List<Part> roots) {
    Set<Part> orphans = new LinkedHashSet<>();
    Deque<Part> frontier = new ArrayDeque<>(roots);
    while (!frontier.isEmpty()) {
      Part part = frontier.remove();
      if (!orphans.add(part)) {
        continue;
      }
      // Unmasked: the links below hang there still, even if they are cut, too.
      for (Link link : linksOf(part)) {
        Part below = link.other(part);
        if (link.equals(wayToApi.get(below)) && !orphans.contains(below)) {
          frontier.add(below);
        }
      }
    }
    Set<String> lost = new LinkedHashSet<>();
    for (Part orphan : orphans) {
      if (wayToApi.remove(orphan) != null && orphan.kind() == Part.Kind.NODE) {
        lost.add(orphan.name());
      }
    }
    Set<Link> ways = new LinkedHashSet<>();
    orphans.forEach(orphan -> ways.addAll(linksOf(orphan)));
    lost.removeAll(extend(ways));
    return lost;
  }

  private Collection<Link> linksOf(Part part) {
    return topology.contains(part) ? graph.edgesOf(part) : List.of();
  }

  private void tell(Set<String> nodes) {
    List<String> sorted = new ArrayList<>(nodes);
    sorted.sort(Comparator.comparingInt(node -> order.getOrDefault(node, Integer.MAX_VALUE)));
    for (String node : sorted) {
      boolean reaches = canReachApi(node);
      listeners.forEach(listener -> listener.reachabilityChanged(node, reaches));
    }
  }

  private boolean forwards(Part part, Part from, Part to) {
    return topology.forwardsFor(part, from) || topology.forwardsFor(part, to);
  }

  private boolean search(Part from, Part to) {
    Set<Part> seen = new HashSet<>();
    seen.add(from);
    Deque<Part> frontier = new ArrayDeque<>(seen);
    while (!frontier.isEmpty()) {
      Part part = frontier.remove();
      if (part.equals(to)) {
        return true;
      }
      for (Link link : graph.edgesOf(part)) {
        Part next = link.other(part);
        if (carries(link) && (next.equals(to) || forwards(next, from, to)) && seen.add(next)) {
          frontier.add(next);
        }
      }
    }
    return false;
  }
}
