package io.towtank.scenarios.whatif;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.network.Topology;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the nodes that somebody names for removal. */
public final class RemovalTargets {
  private static final int NAMES_SHOWN_MAX = 10;

  /** Parts of a cluster that can be tried one after the other. */
  public enum Part {
    /** Every node. */
    NODE("kubernetes.io/hostname"),
    /** The nodes of a zone. */
    ZONE(Labels.ZONE),
    /** The nodes of a rack. */
    RACK(Topology.RACK_LABEL);

    private final String label;

    Part(String label) {
      this.label = label;
    }

    /** The word for it, and the key that names one. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String shown;
  private final List<Node> nodes;

  /**
   * Targets in one cluster.
   *
   * @param shown what to call the cluster in messages
   */
  public RemovalTargets(String shown, Collection<Node> nodes) {
    this.shown = shown;
    this.nodes = List.copyOf(nodes);
  }

  /**
   * All that is named, to be removed together.
   *
   * @param typed each a node's name, {@code zone=NAME} or {@code rack=NAME}
   * @throws InputException if there is no such node, zone or rack
   */
  public Removal together(List<String> typed) {
    Set<String> chosen = new TreeSet<>();
    for (String one : typed) {
      chosen.addAll(named(one));
    }
    List<String> names = nodes.stream().map(Node::name).filter(chosen::contains).toList();
    return new Removal(String.join(", ", typed), names);
  }

  /**
   * Each node, zone or rack by itself, by name; nodes in the cluster's order.
   *
   * @throws InputException if no node is in a zone, or rack
   */
  public List<Removal> each(Part part) {
    if (part == Part.NODE) {
      return nodes.stream().map(node -> new Removal(node.name(), List.of(node.name()))).toList();
    }
    SortedMap<String, List<String>> byValue = byValue(part);
    if (byValue.isEmpty()) {
      throw new InputException("--each " + part.word() + ": " + nobodyHas(part));
    }
    List<Removal> removals = new ArrayList<>();
    byValue.forEach((value, names) -> removals.add(new Removal(part.word() + "=" + value, names)));
    return removals;
  }

  private List<String> named(String typed) {
    int equals = typed.indexOf('=');
    if (equals < 0) {
      return node(typed);
    }
    String key = typed.substring(0, equals);
    String value = typed.substring(equals + 1);
    for (Part part : List.of(Part.ZONE, Part.RACK)) {
      if (part.word().equals(key)) {
        return nodesOf(part, value);
      }
    }
    throw new InputException(
        "--remove: found " + Shown.quoted(typed) + ", expected a node, zone=NAME or rack=NAME");
  }

  private List<String> node(String name) {
    List<String> names = nodes.stream().map(Node::name).toList();
    if (!names.contains(name)) {
      throw new InputException(
          "--remove: there is no node " + Shown.quoted(name) + " in " + shown + hint(name, names));
    }
    return List.of(name);
  }

  private List<String> nodesOf(Part part, String value) {
    SortedMap<String, List<String>> byValue = byValue(part);
    if (byValue.isEmpty()) {
      throw new InputException("--remove: " + nobodyHas(part));
    }
    List<String> names = byValue.get(value);
    if (names == null) {
      throw new InputException(
          "--remove: there is no node in "
              + part.word()
              + " "
              + Shown.quoted(value)
              + " in "
              + shown
              + hint(value, byValue.keySet()));
    }
    return names;
  }

  private String nobodyHas(Part part) {
    return "no node in " + shown + " is in a " + part.word() + " (label " + part.label + ")";
  }

  private SortedMap<String, List<String>> byValue(Part part) {
    SortedMap<String, List<String>> byValue = new TreeMap<>();
    for (Node node : nodes) {
      String value = node.labels().get(part.label);
      if (value != null) {
        byValue.computeIfAbsent(value, unused -> new ArrayList<>()).add(node.name());
      }
    }
    return byValue;
  }

  /** Nothing is listed where there is too much of it. */
  private static String hint(String found, Collection<String> legal) {
    return legal.size() <= NAMES_SHOWN_MAX || !NearestName.nearest(found, legal).isEmpty()
        ? NearestName.hint(found, legal)
        : "";
  }
}
