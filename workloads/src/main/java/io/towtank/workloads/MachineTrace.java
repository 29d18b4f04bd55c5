package io.towtank.workloads;

import io.towtank.fault.MachineEvent;
import io.towtank.fault.MachineEventSource;
import io.towtank.model.Node;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Machines, and what happens to them.
 *
 * @param nodes all machines that are ever there, as they are when they first are
 * @param away names of those that are not there at the start
 * @param events what happens, in order of time
 */
public record MachineTrace(List<Node> nodes, SortedSet<String> away, List<MachineEvent> events) {
  /** Copies the lists. */
  public MachineTrace {
    nodes = List.copyOf(nodes);
    away = Collections.unmodifiableSortedSet(new TreeSet<>(away));
    events = List.copyOf(events);
  }

  /** The events from the first on. */
  public MachineEventSource source() {
    Iterator<MachineEvent> remaining = events.iterator();
    return () -> remaining.hasNext() ? remaining.next() : null;
  }

  /** The nodes that are there at the start. */
  public List<Node> nodesAtStart() {
    return nodes.stream().filter(node -> !away.contains(node.name())).toList();
  }
}
