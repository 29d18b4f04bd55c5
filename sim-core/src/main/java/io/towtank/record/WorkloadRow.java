package io.towtank.record;

/**
 * How well one workload was served.
 *
 * <p>A pod serves while the API says that it is ready, it has not been told to end, and none of its
 * containers has ended since. Times are counted from the moment at which as many served as were
 * wanted for the first time; from its creation if that never was. Time in which no pod was wanted
 * does not count. Ratios and nines are -1 where nothing was to be counted, as for jobs.
 *
 * @param kind kind of what was declared, e.g. {@code Deployment}
 * @param namespace its namespace
 * @param name its name
 * @param wanted pods wanted at the end
 * @param ready pods that served at the end
 * @param measuredSeconds time that counts
 * @param availabilityRatio share of that time in which at least one pod served
 * @param availabilityNines -log10(1 - availabilityRatio), at most 9
 * @param fullAvailabilityRatio share of that time in which at least as many served as were wanted
 * @param fullAvailabilityNines -log10(1 - fullAvailabilityRatio), at most 9
 * @param replicaAvailabilityRatio 1 - unavailableReplicaSeconds / (pods wanted, over that time)
 * @param unavailableReplicaSeconds pods wanted less pods that served, where positive, over that
 *     time
 * @param voluntaryDisruptions pods that were evicted by the API or preempted
 * @param involuntaryDisruptions pods that were lost to a taint, a node that went, or their kubelet,
 *     or that failed
 * @param workLostSeconds batch work to be done again, with its checkpoints
 * @param workLostUncheckpointedSeconds the same if nothing had been saved
 */
public record WorkloadRow(
    String kind,
    String namespace,
    String name,
    int wanted,
    int ready,
    double measuredSeconds,
    double availabilityRatio,
    double availabilityNines,
    double fullAvailabilityRatio,
    double fullAvailabilityNines,
    double replicaAvailabilityRatio,
    double unavailableReplicaSeconds,
    long voluntaryDisruptions,
    long involuntaryDisruptions,
    double workLostSeconds,
    double workLostUncheckpointedSeconds) {}
