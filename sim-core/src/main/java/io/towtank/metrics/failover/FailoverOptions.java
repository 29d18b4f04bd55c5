package io.towtank.metrics.failover;

/**
 * How much to keep of faults, and what to put down to them.
 *
 * @param timelineFaultsMax faults whose steps are handed to the recorder, from the first on
 * @param timelineEventsMax steps of each of them, at most
 * @param summaryRowsMax faults and workloads listed in the summary
 * @param settleNanos how long after a fault's end a pod that seemed well all the time may still be
 *     lost on account of it
 */
public record FailoverOptions(
    int timelineFaultsMax, int timelineEventsMax, int summaryRowsMax, long settleNanos) {
  /** A hundred timelines, ten rows, ten minutes. */
  public static final FailoverOptions DEFAULT =
      new FailoverOptions(100, 1000, 10, 600_000_000_000L);

  /** Refuses negative numbers. */
  public FailoverOptions {
    if (timelineFaultsMax < 0 || timelineEventsMax < 0 || summaryRowsMax < 0 || settleNanos < 0) {
      throw new IllegalArgumentException("negative failover option");
    }
  }
}
