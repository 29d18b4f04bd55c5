package io.towtank.record;

import java.util.List;

/**
 * Faults and failover of one run in figures. {@code docs/metrics.md} defines them.
 *
 * @param faultsBegun faults that struck
 * @param faultsEnded those of them that were repaired or over at the end
 * @param podsHit pods on nodes struck, or struck themselves, each fault counted by itself
 * @param podsLost those of them that were told to end, or ended badly, on account of it; a pod
 *     counts once however many faults hit it
 * @param podsRecovered pods hit that were ready again, themselves or by a replacement, each fault
 *     counted by itself
 * @param detectSeconds from a fault to the first sign of it in the API, by node struck or pod
 *     struck
 * @param evictSeconds from a fault until a pod hit was told to end, or ended badly
 * @param rescheduleSeconds from a fault until the replacement of a pod hit was bound
 * @param readySeconds from a fault until a pod hit, or its replacement, was ready again
 * @param workLostSeconds batch work to be done again, with its checkpoints, whatever the cause
 * @param workLostUncheckpointedSeconds the same if nothing had been saved
 * @param workloads workloads whose availability was measured
 * @param unavailableReplicaSeconds the sum over them
 * @param availabilityMeanRatio mean over them, each with the same weight
 * @param availabilityMinRatio the least of them
 * @param fullAvailabilityMeanRatio mean over them, each with the same weight
 * @param replicaAvailabilityRatio 1 - unavailableReplicaSeconds / pods wanted over time, of all
 * @param replicaAvailabilityNines -log10(1 - replicaAvailabilityRatio), at most 9
 * @param voluntaryDisruptions pods evicted by the API or preempted
 * @param involuntaryDisruptions pods lost to taints, nodes that went, their kubelets, or failed
 * @param zones blast radius by zone, in the order of names
 * @param budgets disruption budgets, in the order of creation
 * @param faults the first faults; {@code faults.csv} has all
 * @param worstWorkloads those with the most unavailable replica-seconds; {@code workloads.csv} has
 *     all
 */
public record FailoverSummary(
    int faultsBegun,
    int faultsEnded,
    long podsHit,
    long podsLost,
    long podsRecovered,
    Distribution detectSeconds,
    Distribution evictSeconds,
    Distribution rescheduleSeconds,
    Distribution readySeconds,
    double workLostSeconds,
    double workLostUncheckpointedSeconds,
    int workloads,
    double unavailableReplicaSeconds,
    double availabilityMeanRatio,
    double availabilityMinRatio,
    double fullAvailabilityMeanRatio,
    double replicaAvailabilityRatio,
    double replicaAvailabilityNines,
    long voluntaryDisruptions,
    long involuntaryDisruptions,
    List<Zone> zones,
    List<Budget> budgets,
    List<FaultRow> faults,
    List<WorkloadRow> worstWorkloads) {

  /** Copies the lists. */
  public FailoverSummary {
    zones = List.copyOf(zones);
    budgets = List.copyOf(budgets);
    faults = List.copyOf(faults);
    worstWorkloads = List.copyOf(worstWorkloads);
  }

  /**
   * Blast radius of all faults in one zone.
   *
   * @param zone its name; empty for nodes without a zone
   * @param faults faults that hit a pod of it
   * @param podsHit pods hit in it, each fault counted by itself
   * @param podsHitMaxRatio the largest share of its pods that one fault hit
   */
  public record Zone(String zone, int faults, long podsHit, double podsHitMaxRatio) {}

  /**
   * What became of a disruption budget.
   *
   * @param name {@code namespace/name}
   * @param evictionsGranted evictions that were counted against it
   * @param exhaustedSeconds time in which it had pods and allowed no eviction
   * @param violatedSeconds time in which fewer of its pods were healthy than it wants
   */
  public record Budget(
      String name, long evictionsGranted, double exhaustedSeconds, double violatedSeconds) {}
}
