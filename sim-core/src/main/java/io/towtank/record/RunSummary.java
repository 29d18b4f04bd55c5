package io.towtank.record;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A run in figures. Component names, with their units, are the keys of {@code summary.json}.
 *
 * <p>Nothing here depends on the machine or the time of day.
 *
 * @param provenance what was run
 * @param accounts where every pod and every input row went
 * @param simulatedSeconds simulation time at the end
 * @param makespanSeconds from the first arrival to the last end of a pod; 0 if none ended
 * @param scheduling what the scheduler did
 * @param waitSeconds creation to binding, of pods that were bound
 * @param attemptLatencySeconds last pop from the queue to binding, of pods that were bound
 * @param slowdown (wait + run) / run, of pods that ended
 * @param nodes nodes in use
 * @param resources by resource
 * @param packing nodes used against lower bounds
 * @param fragmentation capacity that the workload's mix of pods can't use
 * @param warnings inputs that had no effect, and the like
 * @param digest running digest of the event tape, hexadecimal
 * @param failover faults and failover; null where a run has neither controllers nor faults
 */
public record RunSummary(
    Provenance provenance,
    Accounts accounts,
    double simulatedSeconds,
    double makespanSeconds,
    Scheduling scheduling,
    Distribution waitSeconds,
    Distribution attemptLatencySeconds,
    Distribution slowdown,
    Nodes nodes,
    List<ResourceFigures> resources,
    Packing packing,
    List<Fragmentation> fragmentation,
    List<String> warnings,
    String digest,
    @Nullable FailoverSummary failover) {
  /** The same with figures on faults and failover. */
  public RunSummary withFailover(@Nullable FailoverSummary value) {
    return new RunSummary(
        provenance,
        accounts,
        simulatedSeconds,
        makespanSeconds,
        scheduling,
        waitSeconds,
        attemptLatencySeconds,
        slowdown,
        nodes,
        resources,
        packing,
        fragmentation,
        warnings,
        digest,
        value);
  }

  /**
   * What was run.
   *
   * @param version Towtank's version
   * @param scenario the scenario's name
   * @param scenarioSha256 digest of the scenario file's bytes, of what the command line changed,
   *     and of the bytes of the snapshot and the scheduler's configuration
   * @param policy policy or profile
   * @param seed root seed
   * @param replay {@code timed} or {@code arrival-only}
   * @param scales factors by which normalised inputs were scaled, by name
   */
  public record Provenance(
      String version,
      String scenario,
      String scenarioSha256,
      String policy,
      long seed,
      String replay,
      SortedMap<String, String> scales) {}

  /**
   * Where everything went. Submitted = succeeded + failed + running + pending + neverFitting, and
   * rowsRead = rowsUsed + the sum of rowsDropped.
   *
   * @param rowsDropped input rows that made no pod, by reason
   */
  public record Accounts(
      long podsSubmitted,
      long podsSucceeded,
      long podsFailed,
      long podsRunning,
      long podsPending,
      long podsNeverFitting,
      long rowsRead,
      long rowsUsed,
      SortedMap<String, Long> rowsDropped) {}

  /**
   * What the scheduler did.
   *
   * @param attempts scheduling attempts
   * @param scheduled attempts that found a node
   * @param unschedulable attempts that found none
   * @param bindFailures bindings that failed after a node was found
   * @param preempted pods that the scheduler told to end to make room for others
   */
  public record Scheduling(
      long attempts, long scheduled, long unschedulable, long bindFailures, long preempted) {}

  /**
   * Nodes with at least one pod.
   *
   * @param total nodes at the end
   * @param inUseMean time-weighted mean
   * @param inUsePeak largest
   * @param inUseEnd at the end
   */
  public record Nodes(int total, double inUseMean, int inUsePeak, int inUseEnd) {}

  /**
   * One resource over the whole cluster. Means are time-weighted; ratios are of what is
   * allocatable.
   *
   * @param allocatable at the end
   * @param allocatedEnd sum of the requests of bound pods at the end
   * @param arrivedEnd sum of the requests of all pods submitted
   * @param allocationMeanRatio allocated / allocatable
   * @param utilisationMeanRatio used / allocatable, by pods that run
   * @param strandedMeanRatio free on nodes where another resource is exhausted / allocatable
   */
  public record ResourceFigures(
      String resource,
      String unit,
      long allocatable,
      long allocatedEnd,
      long arrivedEnd,
      double allocationMeanRatio,
      double allocationPeakRatio,
      double allocationEndRatio,
      double utilisationMeanRatio,
      double strandedMeanRatio,
      double strandedEndRatio) {}

  /**
   * Nodes in use against bounds below which no packing of the same pods can go: when most were in
   * use, and over the whole run.
   *
   * @param atSeconds simulation time of the comparison when most were in use
   * @param nodesUsed nodes in use then
   * @param lowerBoundNodes the highest of the bounds then
   * @param efficiencyRatio lowerBoundNodes / nodesUsed, at most 1; 0 if no node was used
   * @param meanEfficiencyRatio node-time that no packing can do without / node-time used, over the
   *     samples of the time series; at most 1; 0 if no node was used
   * @param bounds each bound of that comparison by name and resource
   */
  public record Packing(
      double atSeconds,
      int nodesUsed,
      int lowerBoundNodes,
      double efficiencyRatio,
      double meanEfficiencyRatio,
      List<Bound> bounds) {}

  /**
   * A lower bound on nodes.
   *
   * @param name {@code volume}, {@code martello-toth-l2} or {@code martello-toth-l2-devices}
   */
  public record Bound(String name, String resource, int nodes) {}

  /**
   * Capacity that is free, but that the workload's mix of pods can't use.
   *
   * @param endAmount at the end, in the resource's unit
   * @param endCapacityRatio endAmount / allocatable
   * @param endFreeRatio endAmount / free
   * @param meanCapacityRatio time-weighted mean of amount / allocatable
   */
  public record Fragmentation(
      String resource,
      String unit,
      double endAmount,
      double endCapacityRatio,
      double endFreeRatio,
      double meanCapacityRatio) {}
}
