package io.towtank.record;

import java.util.List;

/**
 * What one occurrence of a fault did, and how the cluster dealt with it.
 *
 * <p>Times are simulation nanoseconds, -1 where the thing has not happened. Pods hit are those that
 * were bound to the nodes struck and had neither ended nor been told to end when the fault began,
 * or the pods struck themselves.
 *
 * @param number from 1 in the order in which faults began
 * @param plan name of the entry of the schedule
 * @param fault name of the fault
 * @param targets whom it struck, in a few words
 * @param nodes how many nodes it struck
 * @param beginNanos when it began
 * @param detectedNanos when the API first showed that something struck is not well: a node not
 *     Ready or with a taint that says so, a pod not ready
 * @param evictedNanos when the last of the pods lost was told to end, or ended
 * @param rescheduledNanos when the last replacement was bound to its node
 * @param readyNanos when the last of the pods hit was made up for: it was ready again, or its
 *     replacement was
 * @param endNanos when the fault was repaired or over
 * @param podsHit pods hit
 * @param podsLost those of them that were told to end, or ended badly, on account of it
 * @param podsRescheduled those of them whose replacement was bound
 * @param podsRecovered those of them that were ready again, themselves or by a replacement
 * @param podsHitRatio podsHit / all pods that held a node when it began
 * @param workloadsHit workloads that had a pod among those hit
 * @param workloadHitMaxRatio the largest share of a workload's pods that was hit
 * @param workLostNanos work of batch pods hit that must be done again, with their checkpoints
 * @param workLostUncheckpointedNanos the same if nothing had been saved
 * @param zones blast radius, by zone in the order of names; those that were hit
 */
public record FaultRow(
    int number,
    String plan,
    String fault,
    String targets,
    int nodes,
    long beginNanos,
    long detectedNanos,
    long evictedNanos,
    long rescheduledNanos,
    long readyNanos,
    long endNanos,
    int podsHit,
    int podsLost,
    int podsRescheduled,
    int podsRecovered,
    double podsHitRatio,
    int workloadsHit,
    double workloadHitMaxRatio,
    long workLostNanos,
    long workLostUncheckpointedNanos,
    List<ZoneHit> zones) {

  /** Copies the zones. */
  public FaultRow {
    zones = List.copyOf(zones);
  }

  /**
   * What a fault hit of one zone.
   *
   * @param zone its name; empty for nodes without a zone
   * @param podsHit pods hit on its nodes
   * @param podsHitRatio podsHit / all pods that held a node of the zone
   */
  public record ZoneHit(String zone, int podsHit, double podsHitRatio) {}
}
