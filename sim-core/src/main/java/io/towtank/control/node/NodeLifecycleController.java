package io.towtank.control.node;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notices nodes that have fallen silent, says so in their conditions, and taints them; zone by zone
 * at a limited rate where the taint evicts pods. Source: Kubernetes v1.34, {@code
 * pkg/controller/nodelifecycle}.
 *
 * <p>It looks at the nodes every monitor period from its start on. Looks at which nothing can
 * change are left out: a node is looked at after it or its lease has changed, and when its grace
 * may be over. A grace is over at the first look that is at least as long after the look that saw
 * the last renewal: real looks drift by milliseconds, so that the tenth after five seconds each
 * comes a little more than fifty seconds later.
 */
public final class NodeLifecycleController implements Reconciler {
  private static final String PASS = "pass";
  private static final String TAINT = "taint/";
  private static final String NODE = "node/";

  /** Source: Kubernetes v1.34, {@code NodeEvictionPeriod}. */
  private static final long TAINT_PERIOD_NANOS = 100_000_000L;

  private final Simulation simulation;
  private final ApiServer api;
  private final NodeLeases leases;
  private final NodeLifecycleOptions options;
  private final Controller controller;
  private final NodeMonitor monitor;
  private final Map<String, Long> orderOfNode = new LinkedHashMap<>();
  private final SortedMap<Long, String> dirty = new TreeMap<>();
  private final SortedMap<Long, Set<String>> due = new TreeMap<>();
  private long nodesSeen;
  private long startNanos;
  private long lastPassNanos = -1;

  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      orderOfNode.put(node.name(), nodesSeen++);
      changed(node.name());
    }

    @Override
    public void onUpdate(Node oldNode, Node newNode) {
      if (!oldNode.conditions().equals(newNode.conditions())
          || !oldNode.taints().equals(newNode.taints())
          || !oldNode.labels().equals(newNode.labels())
          || oldNode.unschedulable() != newNode.unschedulable()) {
        changed(newNode.name());
      }
    }

    @Override
    public void onDelete(Node node) {
      changed(node.name());
    }
  }

  private final class LeaseListener implements NodeLeases.Listener {
    @Override
    public void renewing(String node) {}

    @Override
    public void silent(String node) {
      if (controller.isRunning()) {
        watchExpiry(node);
        schedulePass();
      }
    }
  }

  /**
   * A controller that is stopped.
   *
   * @param watchDelayNanos from a change of a node to the controller's hearing of it
   */
  public NodeLifecycleController(
      Simulation simulation,
      ApiServer api,
      NodeLeases leases,
      PodsByNode podsByNode,
      NodeLifecycleOptions options,
      long watchDelayNanos) {
    this.simulation = simulation;
    this.api = api;
    this.leases = leases;
    this.options = options;
    monitor = new NodeMonitor(simulation, api, leases, podsByNode, options, this::firstPassAt);
    // A look that is left out sets no timer, so the others must not depend on when theirs were set.
    controller = new Controller(simulation, this, Phase.HEARTBEAT);
    api.nodes().watch(name(), watchDelayNanos, new NodeWatcher());
    leases.listen(new LeaseListener());
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  /** The state of a zone as of the last look; INITIAL for one that was never looked at. */
  public ZoneState zoneState(String zone) {
    return monitor.zoneState(zone);
  }

  @Override
  public String name() {
    return "node-lifecycle-controller";
  }

  @Override
  public void begin() {
    startNanos = simulation.now();
    lastPassNanos = -1;
    monitor.clear();
    due.clear();
    dirty.clear();
    for (Node node : api.nodes().list()) {
      dirty.put(order(node.name()), node.name());
    }
  }

  @Override
  public Collection<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.add(PASS);
    for (Node node : api.nodes().list()) {
      keys.add(NODE + node.name());
    }
    return keys;
  }

  @Override
  public Outcome reconcile(String key) {
    // Of what is due at one instant the look at the nodes comes first.
    passIfDue();
    if (key.startsWith(NODE)) {
      return taintNoSchedule(key.substring(NODE.length()));
    }
    if (key.startsWith(TAINT)) {
      taintNoExecute(key.substring(TAINT.length()));
    }
    return Outcome.DONE;
  }

  private void changed(String node) {
    if (controller.isRunning()) {
      dirty.put(order(node), node);
      controller.enqueue(NODE + node);
      schedulePass();
    }
  }

  private long order(String node) {
    return orderOfNode.computeIfAbsent(node, name -> nodesSeen++);
  }

  private void passIfDue() {
    long now = simulation.now();
    if (!isOnGrid(now) || lastPassNanos == now) {
      return;
    }
    SortedMap<Long, String> look = new TreeMap<>(dirty);
    dirty.clear();
    SortedMap<Long, Set<String>> ended = due.headMap(now + 1);
    ended.values().forEach(nodes -> nodes.forEach(node -> look.put(order(node), node)));
    ended.clear();
    if (options.plainPasses()) {
      api.nodes().list().forEach(node -> look.put(order(node.name()), node.name()));
    }
    if (look.isEmpty()) {
      return;
    }
    lastPassNanos = now;
    for (String node : look.values()) {
      if (!monitor.look(node)) {
        dirty.put(order(node), node);
      }
      watchExpiry(node);
      if (api.nodes().get(node) == null) {
        orderOfNode.remove(node);
      }
    }
    if (monitor.settleZones()) {
      // The taints of all nodes were taken off; they are queued anew at the next look.
      api.nodes().list().forEach(node -> dirty.put(order(node.name()), node.name()));
    }
    for (String zone : monitor.zonesWithWaiting()) {
      scheduleTaint(zone);
    }
    schedulePass();
  }

  /** Sets the look at which a silent node's grace can be over. */
  private void watchExpiry(String node) {
    if (!options.plainPasses() && !leases.isRenewing(node)) {
      long expiry = monitor.expiryNanos(node);
      if (expiry != Zone.NEVER) {
        long at = Math.max(firstPassAt(expiry), nextPassNanos());
        due.computeIfAbsent(at, pass -> new LinkedHashSet<>()).add(node);
      }
    }
  }

  private void schedulePass() {
    long next = options.plainPasses() || !dirty.isEmpty() ? nextPassNanos() : Zone.NEVER;
    if (!due.isEmpty()) {
      next = Math.min(next, due.firstKey());
    }
    if (next != Zone.NEVER) {
      controller.enqueueAfter(PASS, next - simulation.now());
    }
  }

  private long nextPassNanos() {
    long now = simulation.now();
    return isOnGrid(now) && lastPassNanos != now
        ? now
        : firstPassAt(now) + (isOnGrid(now) ? options.monitorPeriodNanos() : 0);
  }

  private boolean isOnGrid(long instant) {
    return (instant - startNanos) % options.monitorPeriodNanos() == 0;
  }

  /** The first look at or after an instant. */
  private long firstPassAt(long instant) {
    return gridAt(instant, options.monitorPeriodNanos());
  }

  private long gridAt(long instant, long period) {
    long after = instant - startNanos;
    return after <= 0 ? startNanos : startNanos + (after + period - 1) / period * period;
  }

  private void scheduleTaint(String zone) {
    long token = monitor.nextTokenNanos(zone);
    if (token != Zone.NEVER) {
      long at = gridAt(Math.max(token, simulation.now()), TAINT_PERIOD_NANOS);
      controller.enqueueAfter(TAINT + zone, at - simulation.now());
    }
  }

  private void taintNoExecute(String zone) {
    long now = simulation.now();
    if (gridAt(now, TAINT_PERIOD_NANOS) == now) {
      monitor.taintWaiting(zone);
    }
    if (monitor.zonesWithWaiting().contains(zone)) {
      scheduleTaint(zone);
    }
  }

  private Outcome taintNoSchedule(String name) {
    WriteResult<Node> result =
        api.nodes().update(name, node -> NodeTaints.withNoSchedule(node, simulation.now()));
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND
        ? Outcome.DONE
        : Outcome.RETRY;
  }
}
