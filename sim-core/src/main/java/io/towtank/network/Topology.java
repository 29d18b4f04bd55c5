package io.towtank.network;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.Multigraph;
import org.jspecify.annotations.Nullable;

/**
 * How the network is built: parts and links, whole or not.
 *
 * <p>By default it is a tree: each node is linked to its rack, or its zone, or the core; each rack
 * to its zone, or the core; the zones and the control plane to the core. A part that stands first
 * ({@code from}) in a given link is linked as given and has no such link.
 *
 * <p>A node's zone and rack are those of its labels {@link Labels#ZONE} and {@link #RACK_LABEL}. A
 * rack belongs to the zone of its first node. Nodes can join later; a node that is known keeps its
 * place.
 *
 * <p>Every part forwards what comes its way. Without {@code transit} only the core does so for
 * anybody; racks and zones forward what comes from their own or goes there, nodes and the control
 * plane nothing. Then reachability need not be transitive: with links from zone a to b, from b to c
 * and from c to a, and the last one cut, a and c both reach b but not each other.
 */
public final class Topology {
  /** Label with the name of the node's rack; Kubernetes has none for it. */
  public static final String RACK_LABEL = "towtank.io/rack";

  private final boolean transit;
  private final Multigraph<Part, Link> graph = new Multigraph<>(null, null, false);
  private final Map<String, Link> linksByName = new TreeMap<>();
  private final Map<Part, Part> parents = new LinkedHashMap<>();
  private final Map<Part.Kind, SortedSet<Part>> partsByKind = new EnumMap<>(Part.Kind.class);

  /**
   * The topology of nodes and given links. Ends of links that no node belongs to belong to the
   * core.
   *
   * @throws IllegalArgumentException if two links have one name or a link has equal ends
   */
  public Topology(Collection<Node> nodes, Collection<Link> given) {
    this(nodes, given, true);
  }

  /**
   * The topology of nodes and given links. Ends of links that no node belongs to belong to the
   * core.
   *
   * @param transit whether parts forward what is not theirs
   * @throws IllegalArgumentException if two links have one name or a link has equal ends
   */
  public Topology(Collection<Node> nodes, Collection<Link> given, boolean transit) {
    this.transit = transit;
    graph.addVertex(Part.CORE);
    List<Part> parts = new ArrayList<>();
    place(Part.CONTROL_PLANE, Part.CORE, parts);
    nodes.forEach(node -> place(node, parts));
    Set<Part> linkedAsGiven = new LinkedHashSet<>();
    for (Link link : given) {
      place(link.from(), Part.CORE, parts);
      place(link.to(), Part.CORE, parts);
      linkedAsGiven.add(link.from());
    }
    given.forEach(this::connect);
    parts.removeAll(linkedAsGiven);
    parts.forEach(this::connectToParent);
  }

  /**
   * Adds a node, with its rack and zone where they are new.
   *
   * @return the new parts; none if the node is known
   */
  List<Part> add(Node node) {
    List<Part> added = new ArrayList<>();
    place(node, added);
    added.forEach(this::connectToParent);
    return added;
  }

  private void place(Node node, List<Part> added) {
    if (contains(Part.node(node.name()))) {
      return;
    }
    Part parent = Part.CORE;
    String zone = node.labels().get(Labels.ZONE);
    if (zone != null && !zone.isEmpty()) {
      place(Part.zone(zone), parent, added);
      parent = Part.zone(zone);
    }
    String rack = node.labels().get(RACK_LABEL);
    if (rack != null && !rack.isEmpty()) {
      place(Part.rack(rack), parent, added);
      parent = Part.rack(rack);
    }
    place(Part.node(node.name()), parent, added);
  }

  private void place(Part part, Part parent, List<Part> added) {
    if (graph.addVertex(part)) {
      partsByKind.computeIfAbsent(part.kind(), unused -> new TreeSet<>()).add(part);
      parents.put(part, parent);
      added.add(part);
    }
  }

  private void connectToParent(Part part) {
    connect(Link.between(part, parents.getOrDefault(part, Part.CORE)));
  }

  private void connect(Link link) {
    if (link.from().equals(link.to())) {
      throw new IllegalArgumentException("link " + link + " joins " + link.from() + " to itself");
    }
    if (linksByName.putIfAbsent(link.name(), link) != null) {
      throw new IllegalArgumentException("there are two links named '" + link + "'");
    }
    graph.addEdge(link.from(), link.to(), link);
  }

  /** Whether a part passes on what goes to or comes from an end. */
  boolean forwardsFor(Part part, Part end) {
    if (transit || part.equals(Part.CORE)) {
      return true;
    }
    Part above = parents.get(end);
    while (above != null && !above.equals(part)) {
      above = parents.get(above);
    }
    return above != null;
  }

  /** Whether reachability is transitive, since every part forwards all. */
  boolean isTransit() {
    return transit;
  }

  /** The graph, parts in the order in which they came; a live view that can't be changed. */
  public Graph<Part, Link> graph() {
    return new AsUnmodifiableGraph<>(graph);
  }

  /** All parts, in the order in which they came. */
  public Collection<Part> parts() {
    return Collections.unmodifiableSet(graph.vertexSet());
  }

  /** All links by name. */
  public Collection<Link> links() {
    return Collections.unmodifiableCollection(linksByName.values());
  }

  /**
   * A link by name.
   *
   * @throws IllegalArgumentException if there is none; the message names the nearest
   */
  public Link link(String name) {
    Link link = linksByName.get(name);
    if (link == null) {
      throw new IllegalArgumentException(
          "there is no link '" + name + "'" + NearestName.hint(name, linksByName.keySet()));
    }
    return link;
  }

  /** Whether there is such a part. */
  public boolean contains(Part part) {
    return graph.containsVertex(part);
  }

  /** Where a part belongs: a node to its rack or zone, a rack to its zone; the core to nothing. */
  public @Nullable Part parentOf(Part part) {
    return parents.get(part);
  }

  /** Zone or rack that a node belongs to; null if none is known. */
  public @Nullable Part domainOf(String nodeName, Part.Kind kind) {
    Part part = parents.get(Part.node(nodeName));
    while (part != null && part.kind() != kind) {
      part = parents.get(part);
    }
    return part;
  }

  /** All parts of a kind, by name. */
  public SortedSet<Part> parts(Part.Kind kind) {
    SortedSet<Part> parts = partsByKind.get(kind);
    return parts == null ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(parts);
  }

  /** The part and all that belongs to it, in order. */
  public SortedSet<Part> within(Part part) {
    SortedSet<Part> members = new TreeSet<>();
    if (!contains(part) || part.kind() == Part.Kind.NODE) {
      members.addAll(contains(part) ? List.of(part) : List.of());
      return members;
    }
    for (Part candidate : graph.vertexSet()) {
      Part above = candidate;
      while (above != null && !above.equals(part)) {
        above = parents.get(above);
      }
      if (above != null) {
        members.add(candidate);
      }
    }
    return members;
  }

  /** Zones and racks among the parts or in them, whose network is what joins their nodes. */
  public List<Part> switchesWithin(Collection<Part> parts) {
    SortedSet<Part> switches = new TreeSet<>();
    parts.forEach(part -> switches.addAll(within(part)));
    switches.removeIf(part -> part.kind() == Part.Kind.NODE);
    return List.copyOf(switches);
  }

  /** Names of the nodes that a part is or that belong to it, in order. */
  public List<String> nodesWithin(Part part) {
    return within(part).stream()
        .filter(member -> member.kind() == Part.Kind.NODE)
        .map(Part::name)
        .toList();
  }
}
