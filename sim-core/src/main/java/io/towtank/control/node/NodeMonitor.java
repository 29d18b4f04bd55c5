package io.towtank.control.node;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.api.WriteResult;
import io.towtank.kernel.Simulation;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.NodeCondition.Status;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a node does, and what a look at all of them makes of the zones. Source:
 * Kubernetes v1.34, {@code monitorNodeHealth} and {@code handleDisruption}. What a kubelet says of
 * its node counts as heard with its lease: both are posted every 10 s.
 */
final class NodeMonitor {
  /** Source: Kubernetes v1.34, {@code labelNodeDisruptionExclusion}. */
  private static final String EXCLUDE_DISRUPTION = "node.kubernetes.io/exclude-disruption";

  private static final List<String> CONDITIONS_OF_KUBELET =
      List.of(
          NodeCondition.READY,
          NodeCondition.MEMORY_PRESSURE,
          NodeCondition.DISK_PRESSURE,
          NodeCondition.PID_PRESSURE);

  private final Simulation simulation;
  private final ApiServer api;
  private final NodeLeases leases;
  private final PodsByNode podsByNode;
  private final NodeLifecycleOptions options;
  private final LongUnaryOperator firstPassAt;
  private final Map<String, NodeHealth> healths = new TreeMap<>();
  private final SortedMap<String, Zone> zones = new TreeMap<>();

  NodeMonitor(
      Simulation simulation,
      ApiServer api,
      NodeLeases leases,
      PodsByNode podsByNode,
      NodeLifecycleOptions options,
      LongUnaryOperator firstPassAt) {
    this.simulation = simulation;
    this.api = api;
    this.leases = leases;
    this.podsByNode = podsByNode;
    this.options = options;
    this.firstPassAt = firstPassAt;
  }

  void clear() {
    healths.clear();
    zones.clear();
  }

  ZoneState zoneState(String name) {
    Zone zone = zones.get(name);
    return zone == null ? ZoneState.INITIAL : zone.state();
  }

  /** When the grace of a node ends that stays silent; NEVER if that would change nothing. */
  long expiryNanos(String name) {
    NodeHealth health = healths.get(name);
    if (health == null) {
      return Zone.NEVER;
    }
    NodeCondition ready = health.seenReady();
    return ready != null && ready.status() == Status.UNKNOWN
        ? Zone.NEVER
        : probeNanos(name, health) + graceNanos(ready);
  }

  /**
   * Looks at a node.
   *
   * @return whether all that had to be written could be
   */
  boolean look(String name) {
    Node node = api.nodes().get(name);
    NodeHealth health = healths.get(name);
    if (node == null || (health != null && !health.zone().equals(zoneOf(node)))) {
      forget(name, health);
      health = null;
    }
    if (node == null) {
      return true;
    }
    boolean isDone = true;
    if (health == null) {
      health =
          new NodeHealth(
              zoneOf(node), !node.labels().contains(EXCLUDE_DISRUPTION), simulation.now());
      healths.put(name, health);
      zones
          .computeIfAbsent(health.zone(), zone -> new Zone(options.evictionRatePerSecond()))
          .addMember();
      health.setSeenReady(node.condition(NodeCondition.READY));
      isDone = markReachable(name, health);
    }
    return judge(name, health) && isDone;
  }

  private boolean judge(String name, NodeHealth health) {
    Node node = stored(name);
    long now = simulation.now();
    NodeCondition observed = node.condition(NodeCondition.READY);
    NodeCondition seen = health.seenReady();
    if (seen == null ? observed != null : !seen.equals(observed)) {
      health.setProbeNanos(now);
    }
    health.setSeenReady(observed);
    if (options.plainPasses()) {
      health.observe(leases.lastRenewalNanos(name), now);
    }
    boolean isKnown = observed == null || observed.status() != Status.UNKNOWN;
    if (isKnown && now - probeNanos(name, health) >= graceNanos(observed)) {
      WriteResult<Node> result = api.nodes().update(name, this::withUnknownConditions);
      if (!result.isOk()) {
        return false;
      }
    }
    NodeCondition current = stored(name).condition(NodeCondition.READY);
    health.setSeenReady(current);
    boolean wasReady = isReady(observed);
    health.count(zone(health), isReady(current));
    if (current == null) {
      return true;
    }
    NodeCondition decisive = options.taintsOnePassLater() ? observed : current;
    boolean isDone = decisive == null || settleTaint(name, health, decisive.status());
    if ((wasReady && !isReady(current)) || (health.mustMarkPods() && !wasReady)) {
      health.setMustMarkPods(!markPodsNotReady(name));
    }
    return isDone && !health.mustMarkPods();
  }

  /** Source: Kubernetes v1.34, {@code processTaintBaseEviction}. */
  private boolean settleTaint(String name, NodeHealth health, Status ready) {
    if (ready == Status.TRUE) {
      return markReachable(name, health);
    }
    Node node = stored(name);
    if (NodeTaints.hasNoExecute(node, NodeTaints.oppositeKey(ready))) {
      return api.nodes()
          .update(name, stored -> NodeTaints.withNoExecute(stored, ready, simulation.now()))
          .isOk();
    }
    boolean isTainted = NodeTaints.hasNoExecute(node, NodeTaints.noExecuteKey(ready));
    zone(health).add(name, isTainted);
    return true;
  }

  private boolean markReachable(String name, NodeHealth health) {
    zone(health).remove(name);
    return api.nodes().update(name, NodeTaints::withoutNoExecute).isOk();
  }

  private boolean markPodsNotReady(String node) {
    boolean isDone = true;
    for (Pod pod : podsByNode.of(node)) {
      if (pod.ready()) {
        WriteResult<Pod> result =
            api.pods()
                .update(
                    pod.key(), stored -> stored.toBuilder().ready(false, simulation.now()).build());
        isDone &= result.isOk();
      }
    }
    return isDone;
  }

  private Node withUnknownConditions(Node node) {
    Node changed = node;
    for (String type : CONDITIONS_OF_KUBELET) {
      NodeCondition condition = node.condition(type);
      if (condition == null || condition.status() != Status.UNKNOWN) {
        changed = changed.withCondition(new NodeCondition(type, Status.UNKNOWN, simulation.now()));
      }
    }
    return changed;
  }

  /** When the node was last heard of, as the looks at it tell. */
  private long probeNanos(String name, NodeHealth health) {
    if (options.plainPasses()) {
      return health.probeNanos();
    }
    long renewal = leases.lastRenewalNanos(name);
    return renewal == Pod.NEVER
        ? health.probeNanos()
        : Math.max(health.probeNanos(), firstPassAt.applyAsLong(renewal));
  }

  private long graceNanos(@Nullable NodeCondition ready) {
    return ready == null ? options.startupGraceNanos() : options.monitorGraceNanos();
  }

  private static boolean isReady(@Nullable NodeCondition condition) {
    return condition != null && condition.status() == Status.TRUE;
  }

  /**
   * What the zones' nodes make of the zones.
   *
   * @return whether all taints were taken off, since no node of the cluster is ready any more
   */
  boolean settleZones() {
    long now = simulation.now();
    boolean allAre = true;
    boolean allWere = true;
    for (Zone zone : zones.values()) {
      if (zone.nodes() > 0) {
        allAre &= zone.compute(options.unhealthyZoneShare()) == ZoneState.FULL_DISRUPTION;
        allWere &= zone.state() == ZoneState.FULL_DISRUPTION;
      }
    }
    if (allAre && allWere) {
      return false;
    }
    if (allAre) {
      healths.forEach(this::markReachable);
      for (Zone zone : zones.values()) {
        zone.swapRate(0, now);
        zone.setState(ZoneState.FULL_DISRUPTION);
      }
      return true;
    }
    if (allWere) {
      healths.values().forEach(health -> health.setProbeNanos(now));
    }
    for (Zone zone : zones.values()) {
      ZoneState state = zone.compute(options.unhealthyZoneShare());
      if (zone.nodes() > 0 && (state != zone.state() || allWere)) {
        zone.swapRate(rate(state, zone.nodes()), now);
        zone.setState(state);
      }
    }
    return false;
  }

  /** Source: Kubernetes v1.34, {@code setLimiterInZone}, {@code ReducedQPSFunc}. */
  private double rate(ZoneState state, int nodes) {
    if (state != ZoneState.PARTIAL_DISRUPTION) {
      return options.evictionRatePerSecond();
    }
    return nodes > options.largeClusterNodes() ? options.secondaryEvictionRatePerSecond() : 0;
  }

  /** Zones with nodes that wait for their taint. */
  List<String> zonesWithWaiting() {
    List<String> names = new ArrayList<>();
    zones.forEach(
        (name, zone) -> {
          if (zone.hasWaiting()) {
            names.add(name);
          }
        });
    return names;
  }

  long nextTokenNanos(String zone) {
    Zone known = zones.get(zone);
    return known == null ? Zone.NEVER : known.nextTokenNanos();
  }

  /**
   * Taints the nodes whose turn it is. Source: Kubernetes v1.34, {@code doNoExecuteTaintingPass}.
   */
  void taintWaiting(String zoneName) {
    Zone zone = zones.get(zoneName);
    long now = simulation.now();
    while (zone != null && zone.hasWaiting() && zone.tryAccept(now)) {
      String name = zone.first();
      Node node = api.nodes().get(name);
      NodeCondition ready = node == null ? null : node.condition(NodeCondition.READY);
      if (ready == null || ready.status() == Status.TRUE) {
        zone.finishFirst();
        continue;
      }
      WriteResult<Node> result =
          api.nodes().update(name, stored -> NodeTaints.withNoExecute(stored, ready.status(), now));
      if (result.isOk()) {
        zone.finishFirst();
      }
    }
  }

  private void forget(String name, @Nullable NodeHealth health) {
    if (health != null) {
      Zone zone = zone(health);
      health.uncount(zone);
      zone.remove(name);
      healths.remove(name);
      if (zone.removeMember()) {
        zones.remove(health.zone());
      }
    }
  }

  private Zone zone(NodeHealth health) {
    Zone zone = zones.get(health.zone());
    if (zone == null) {
      throw new IllegalStateException("no zone " + health.zone());
    }
    return zone;
  }

  private Node stored(String name) {
    Node node = api.nodes().get(name);
    if (node == null) {
      throw new IllegalStateException("no node " + name);
    }
    return node;
  }

  /** Source: Kubernetes v1.34, {@code GetZoneKey}. */
  static String zoneOf(Node node) {
    String region = node.labels().get(Labels.REGION);
    String zone = node.labels().get(Labels.ZONE);
    if (region == null && zone == null) {
      return "";
    }
    return (region == null ? "" : region) + "/" + (zone == null ? "" : zone);
  }
}
