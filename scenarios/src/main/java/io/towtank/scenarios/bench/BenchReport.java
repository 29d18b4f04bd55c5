package io.towtank.scenarios.bench;

import io.towtank.scenarios.bench.PublishedRates.Published;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, as it goes into JSON.
 *
 * @param version Towtank's
 * @param javaVersion of the Java that ran it
 * @param processors that it could use
 * @param clock {@code wall}, or {@code cpu} for the measuring thread's processor time
 * @param seed of the workloads
 * @param secondsPerCell measured time of each cell, the warm-up aside
 * @param decisions a row for each workload, number of nodes and engine
 * @param events a row for each number of pending events
 * @param published figures of kube-scheduler, measured elsewhere
 * @param publishedNote how to read them
 */
public record BenchReport(
    String version,
    String javaVersion,
    int processors,
    String clock,
    long seed,
    double secondsPerCell,
    List<Decisions> decisions,
    List<HoldBench.Events> events,
    List<Published> published,
    String publishedNote) {

  /**
   * An engine on one workload and number of nodes.
   *
   * @param podsPlaced pods on nodes throughout
   * @param perSecond decisions in a second
   * @param ratio how many times as fast as the first engine
   * @param publishedRatio how many times as fast as kube-scheduler with all nodes evaluated, which
   *     was measured elsewhere; null where there is no such figure
   * @param decisions made in all, the warm-up included
   * @param refused how many of them found no node
   * @param checkedDecisions how many of the first decisions the checksum is of: as many as all
   *     engines made, rounded down to a power of two
   * @param checksum the same for engines that chose the same nodes in the same order
   * @param sameAsFirst whether it is that of the first engine
   */
  public record Decisions(
      String workload,
      int nodes,
      String engine,
      int podsPlaced,
      BatchTimer.Rate perSecond,
      double ratio,
      @Nullable Double publishedRatio,
      long decisions,
      long refused,
      long checkedDecisions,
      String checksum,
      boolean sameAsFirst) {}

  /** Whether all engines decided alike, as far as they were compared. */
  public boolean enginesAgree() {
    return decisions.stream().allMatch(Decisions::sameAsFirst);
  }
}
