package io.towtank.metrics.failover;

import io.towtank.fault.FaultRecord;
import io.towtank.model.Pod;
import io.towtank.record.FaultRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one fault did so far. */
final class FaultAccount {
  private final FaultRecord fault;
  private final Set<String> undetectedNodes = new LinkedHashSet<>();
  private final Map<String, Integer> hitByZone = new TreeMap<>();
  private List<FaultRow.ZoneHit> zones = List.of();
  private double podsHitRatio;
  private int workloadsHit;
  private double workloadHitMaxRatio;
  private long detectedNanos = Pod.NEVER;
  private long evictedNanos = Pod.NEVER;
  private long rescheduledNanos = Pod.NEVER;
  private long readyNanos = Pod.NEVER;
  private long endNanos = Pod.NEVER;
  private int podsHit;
  private int podsLost;
  private int podsRescheduled;
  private int podsRecovered;
  private long workLostNanos;
  private long workRanNanos;
  private int events;

  FaultAccount(FaultRecord fault) {
    this.fault = fault;
    undetectedNodes.addAll(fault.targets().nodes());
  }

  FaultRecord fault() {
    return fault;
  }

  long beginNanos() {
    return fault.beginNanos();
  }

  void hit(String zone) {
    podsHit++;
    hitByZone.merge(zone, 1, Integer::sum);
  }

  /** Ends the count of those hit: shares are of what there is now. */
  void hitsCounted(ZonePods pods, int workloads, double workloadMaxRatio) {
    workloadsHit = workloads;
    workloadHitMaxRatio = workloadMaxRatio;
    podsHitRatio = ratio(podsHit, pods.pods());
    List<FaultRow.ZoneHit> hits = new ArrayList<>();
    hitByZone.forEach(
        (zone, count) ->
            hits.add(new FaultRow.ZoneHit(zone, count, ratio(count, pods.podsOf(zone)))));
    zones = hits;
  }

  static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /** Whether this is the first sign of a node. */
  boolean detectedNode(String node, long nowNanos) {
    if (!undetectedNodes.remove(node)) {
      return false;
    }
    detected(nowNanos);
    return true;
  }

  void detected(long nowNanos) {
    if (detectedNanos == Pod.NEVER) {
      detectedNanos = nowNanos;
    }
  }

  void lost(long nowNanos) {
    podsLost++;
    evictedNanos = nowNanos;
  }

  void rescheduled(long atNanos) {
    podsRescheduled++;
    rescheduledNanos = Math.max(rescheduledNanos, atNanos);
  }

  void recovered(long nowNanos) {
    podsRecovered++;
    readyNanos = nowNanos;
  }

  void workLost(long ranNanos, long lostNanos) {
    workRanNanos += ranNanos;
    workLostNanos += lostNanos;
  }

  void end(long nowNanos) {
    endNanos = nowNanos;
  }

  boolean isOver() {
    return endNanos != Pod.NEVER;
  }

  long endNanos() {
    return endNanos;
  }

  int podsHit() {
    return podsHit;
  }

  int podsRecovered() {
    return podsRecovered;
  }

  List<FaultRow.ZoneHit> zones() {
    return zones;
  }

  /** Counts one more step of its timeline. */
  int nextEvent() {
    return ++events;
  }

  FaultRow row() {
    return new FaultRow(
        fault.number(),
        fault.plan(),
        fault.fault(),
        fault.targets().toString(),
        fault.targets().nodes().size(),
        fault.beginNanos(),
        detectedNanos,
        evictedNanos,
        rescheduledNanos,
        readyNanos,
        endNanos,
        podsHit,
        podsLost,
        podsRescheduled,
        podsRecovered,
        podsHitRatio,
        workloadsHit,
        workloadHitMaxRatio,
        workLostNanos,
        workRanNanos,
        zones);
  }
}
