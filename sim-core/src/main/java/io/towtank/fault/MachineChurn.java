package io.towtank.fault;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes machines go, return and change as a trace says.
 *
 * <p>A machine that goes is off, like one that crashed; it boots when it returns. With {@link
 * Removal#DELETE} its node is deleted from the API, too, as a cloud provider's controller would,
 * and created again on its return.
 */
public final class MachineChurn {
  /** What the cluster is told when a machine goes. */
  public enum Removal {
    /** Nothing: it must find out by itself. */
    SILENT,
    /** Its node is deleted from the API. */
    DELETE
  }

  /**
   * What became of the trace's events.
   *
   * @param added machines that came, or came back
   * @param removed machines that went
   * @param updated changes of capacity
   * @param unknown events of machines that are not part of the cluster
   * @param repeated machines that came while they were there, or went while they were gone
   * @param withoutChange changes to the capacity that the machine has, or to one that is not said
   */
  public record Accounts(
      long added, long removed, long updated, long unknown, long repeated, long withoutChange) {
    /** All events read. */
    public long read() {
      return added + removed + updated + unknown + repeated + withoutChange;
    }
  }

  private record Due(MachineEvent event) implements Message {
    @Override
    public long fingerprint() {
      return 31L * event.node().hashCode() + event.kind().name().hashCode();
    }

    @Override
    public String toString() {
      return event.kind() + " " + event.node();
    }
  }

  private final Simulation simulation;
  private final FaultWorld world;
  private final MachineEventSource events;
  private final Removal removal;
  private final Mailbox<Due> mailbox;

  /** Nodes as they were last, for those whose object is deleted while they are away. */
  private final Map<String, Node> known = new LinkedHashMap<>();

  private final Set<String> away = new HashSet<>();
  private final List<MachineListener> listeners = new ArrayList<>();
  private @Nullable MachineEvent next;
  private long added;
  private long removed;
  private long updated;
  private long unknown;
  private long repeated;
  private long withoutChange;

  /** Hears of machines that go and return. */
  public interface MachineListener {
    /** A machine has gone, or is back. */
    void changed(String node, boolean isThere, long atNanos);
  }

  /**
   * Churn that begins with {@link #start}.
   *
   * @param nodes all machines that the trace can speak of; other machines' events are counted only
   * @param away names of those that are not there at the start: neither running nor in the API
   */
  public MachineChurn(
      FaultWorld world,
      List<Node> nodes,
      Set<String> away,
      MachineEventSource events,
      Removal removal) {
    this.world = world;
    this.events = events;
    this.removal = removal;
    simulation = world.simulation();
    mailbox = simulation.mailbox("machine-events", Phase.FAULT, this::take);
    nodes.forEach(node -> known.put(node.name(), node));
    this.away.addAll(away);
  }

  /** Adds a listener; they are called in the order in which they were added. */
  public void addListener(MachineListener listener) {
    listeners.add(listener);
  }

  /** Sets the first event. */
  public void start() {
    for (Node node : known.values()) {
      world.network().add(node);
      if (away.contains(node.name())) {
        world.nodes().switchOff(List.of(node.name()));
      }
    }
    setNext();
  }

  /** Whether events are left. */
  public boolean isPending() {
    return next != null;
  }

  /** What became of the events so far. */
  public Accounts accounts() {
    return new Accounts(added, removed, updated, unknown, repeated, withoutChange);
  }

  private void setNext() {
    next = events.next();
    if (next != null) {
      mailbox.sendAt(Math.max(simulation.now(), next.timeNanos()), new Due(next));
    }
  }

  private void take(Due due) {
    MachineEvent event = due.event();
    Node node = known.get(event.node());
    if (node == null) {
      unknown++;
    } else {
      switch (event.kind()) {
        case ADD -> add(event, node);
        case REMOVE -> remove(node);
        case UPDATE -> update(event, node);
      }
    }
    setNext();
  }

  private void add(MachineEvent event, Node node) {
    if (!away.remove(node.name())) {
      repeated++;
      return;
    }
    added++;
    Node returning = resized(node, event.capacity());
    known.put(node.name(), returning);
    world.operator().ensure(returning);
    resizeStored(returning);
    world.nodes().switchOn(List.of(node.name()));
    if (removal == Removal.DELETE) {
      world.nodes().rejoined(node.name());
    }
    listeners.forEach(listener -> listener.changed(node.name(), true, simulation.now()));
  }

  private void remove(Node node) {
    if (!away.add(node.name())) {
      repeated++;
      return;
    }
    removed++;
    world.nodes().switchOff(List.of(node.name()));
    if (removal == Removal.DELETE) {
      world.operator().delete(node.name());
    }
    listeners.forEach(listener -> listener.changed(node.name(), false, simulation.now()));
  }

  private void update(MachineEvent event, Node node) {
    Node resized = resized(node, event.capacity());
    if (resized.capacity().equals(node.capacity())) {
      withoutChange++;
      return;
    }
    updated++;
    known.put(node.name(), resized);
    resizeStored(resized);
  }

  private void resizeStored(Node resized) {
    world
        .operator()
        .change(resized.name(), "capacity", stored -> resized(stored, resized.capacity()));
  }

  /** The same object if nothing changes. What the node keeps for itself stays as large as it is. */
  private static Node resized(Node node, @Nullable ResourceList amounts) {
    ResourceList capacity = node.capacity();
    ResourceList allocatable = node.allocatable();
    for (int i = 0; amounts != null && i < amounts.size(); i++) {
      String name = amounts.name(i);
      long kept = node.capacity().get(name) - node.allocatable().get(name);
      capacity = capacity.with(name, amounts.amount(i));
      allocatable = allocatable.with(name, Math.max(0, amounts.amount(i) - kept));
    }
    return capacity.equals(node.capacity())
        ? node
        : Node.builder(node.name(), capacity)
            .allocatable(allocatable)
            .labels(node.labels())
            .devices(node.devices())
            .taints(node.taints())
            .unschedulable(node.unschedulable())
            .conditions(node.conditions())
            .images(node.images())
            .resourceVersion(node.resourceVersion())
            .build();
  }
}
