package io.towtank.metrics;

import static io.towtank.metrics.HandDriven.GPU;
import static io.towtank.metrics.HandDriven.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.TypicalPod;
import io.towtank.record.Distribution;
import io.towtank.record.NodeRow;
import io.towtank.record.RunSummary;
import io.towtank.record.RunSummary.Bound;
import io.towtank.record.SeriesSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterMetricsTest {
  private final HandDriven hand = new HandDriven();
  private final Recorded recorded = new Recorded();

  private ClusterMetrics metrics(MetricsOptions options) {
    return new ClusterMetrics(hand.simulation, hand.api, hand.index, options, recorded);
  }

  /**
   * Two nodes of 4000 millicores and 8000 bytes, ten seconds.
   *
   * <pre>
   *   second   0   1   2   3   4   5   6   7   8   9   10
   *   n1               |a: bound   run         |
   *   n2                       |b: bound and runs ...
   *   c (never fits)                   |
   *   d (pending)                          |
   * </pre>
   */
  private ClusterMetrics tenSeconds(MetricsOptions options) {
    ClusterMetrics metrics = metrics(options);
    hand.at(0, () -> hand.node("n1", 4000, 8000));
    hand.at(0, () -> hand.node("n2", 4000, 8000));
    hand.at(0, () -> hand.pod("a", 2000, 1000));
    hand.at(1, () -> hand.pod("b", 4000, 2000));
    hand.at(2, () -> metrics.scheduled(hand.get("a"), "n1", 1, SECOND));
    hand.at(2, () -> hand.bind("a", "n1"));
    hand.at(2, () -> metrics.unschedulable(hand.get("b"), 1, 2 * SECOND, false));
    hand.at(3, () -> hand.start("a"));
    hand.at(4, () -> metrics.scheduled(hand.get("b"), "n2", 2, 4 * SECOND));
    hand.at(4, () -> hand.bind("b", "n2"));
    hand.at(4, () -> hand.start("b"));
    hand.at(5, () -> hand.pod("c", 9000, 1000));
    hand.at(5, () -> metrics.unschedulable(hand.get("c"), 1, 5 * SECOND, true));
    hand.at(6, () -> hand.pod("d", 1000, 1000));
    hand.at(6, () -> metrics.unschedulable(hand.get("d"), 1, 6 * SECOND, false));
    hand.at(7, () -> hand.succeed("a"));
    hand.runUntil(10);
    metrics.finish();
    return metrics;
  }

  @Test
  void meansAreWeightedByTime() {
    RunSummary summary = Recorded.summaryOf(tenSeconds(MetricsOptions.every(2 * SECOND)));

    assertThat(summary.simulatedSeconds()).isEqualTo(10);
    // In use: 1 node from 2 to 4, 2 from 4 to 7, 1 from 7 to 10.
    assertThat(summary.nodes()).isEqualTo(new RunSummary.Nodes(2, 1.1, 2, 1));
    // Allocated: 2000 from 2 to 4, 6000 from 4 to 7, 4000 from 7 to 10: 34000 / (8000 * 10).
    // Used: a's 2000 from 3 to 7, b's 4000 from 4 to 10: 32000 / (8000 * 10).
    assertThat(summary.resources().get(0))
        .isEqualTo(
            new RunSummary.ResourceFigures(
                "cpu", "millicores", 8000, 4000, 16000, 0.425, 0.75, 0.5, 0.4, 0, 0));
    // No pod asks for less than 1000 millicores, and n2 has none left from 4 on: its 6000 free
    // bytes are stranded: 6000 * 6 / (16000 * 10).
    assertThat(summary.resources().get(1).strandedMeanRatio()).isEqualTo(0.225);
    assertThat(summary.resources().get(1).strandedEndRatio()).isEqualTo(0.375);
    assertThat(summary.resources()).extracting("resource").containsExactly("cpu", "memory");
    assertThat(summary.fragmentation()).isEmpty();
    assertThat(summary.warnings()).isEmpty();
  }

  @Test
  void utilisationScalesWithTheFractionUsed() {
    MetricsOptions options = MetricsOptions.every(2 * SECOND).withUsageFraction(0.5);

    RunSummary summary = Recorded.summaryOf(tenSeconds(options));

    assertThat(summary.resources().get(0).utilisationMeanRatio()).isEqualTo(0.2);
    assertThat(recorded.column("cpu_used_ratio"))
        .containsExactly(0.0, 0.0, 0.375, 0.375, 0.25, 0.25);
  }

  @Test
  void waitingIsMeasuredWhereItEnded() {
    RunSummary summary = Recorded.summaryOf(tenSeconds(MetricsOptions.every(2 * SECOND)));

    assertThat(summary.waitSeconds()).isEqualTo(new Distribution(2, 2.5, 2, 3, 3, 3));
    assertThat(summary.attemptLatencySeconds()).isEqualTo(new Distribution(2, 0.5, 0, 1, 1, 1));
    // a: 2 s wait, 4 s run.
    assertThat(summary.slowdown()).isEqualTo(new Distribution(1, 1.5, 1.5, 1.5, 1.5, 1.5));
    assertThat(summary.makespanSeconds()).isEqualTo(7);
    assertThat(summary.scheduling()).isEqualTo(new RunSummary.Scheduling(5, 2, 3, 0, 0));
  }

  @Test
  void victimsOfPreemptionAreCountedOnceAndFail() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(2 * SECOND));
    hand.node("n1", 4000, 8000);
    hand.pod("a", 2000, 1000);
    hand.bind("a", "n1");
    hand.start("a");
    hand.change("a", pod -> pod.toBuilder().disruptionReason(Pod.PREEMPTION_BY_SCHEDULER).build());
    hand.at(1, () -> hand.api.deletePod(hand.get("a"), 2 * SECOND).orThrow());
    hand.at(3, () -> hand.delete("a"));
    hand.runUntil(4);
    metrics.finish();

    RunSummary summary = Recorded.summaryOf(metrics);
    assertThat(summary.scheduling().preempted()).isEqualTo(1);
    assertThat(summary.accounts().podsFailed()).isEqualTo(1);
    assertThat(recorded.pods).extracting("reason").containsExactly("PreemptionByScheduler");
  }

  @Test
  void everyPodHasItsRow() {
    RunSummary summary = Recorded.summaryOf(tenSeconds(MetricsOptions.every(2 * SECOND)));

    assertThat(recorded.podLines())
        .containsExactly(
            "a succeeded 2 3 7 1",
            "b running 4 4 -1 2",
            "c never-fitting -1 -1 -1 1",
            "d pending -1 -1 -1 1");
    assertThat(recorded.pods.get(0).requests()).hasToString("{cpu=2000, memory=1000}");
    assertThat(summary.accounts().podsSubmitted()).isEqualTo(4);
    assertThat(summary.accounts().podsSucceeded()).isEqualTo(1);
    assertThat(summary.accounts().podsFailed()).isZero();
    assertThat(summary.accounts().podsRunning()).isEqualTo(1);
    assertThat(summary.accounts().podsPending()).isEqualTo(1);
    assertThat(summary.accounts().podsNeverFitting()).isEqualTo(1);
  }

  @Test
  void everyNodeHasItsRow() {
    tenSeconds(MetricsOptions.every(2 * SECOND));

    assertThat(recorded.nodes)
        .containsExactly(
            new NodeRow(
                "n1",
                "",
                "",
                0,
                1,
                List.of(
                    new NodeRow.Amount("cpu", "millicores", 4000, 0, 1000),
                    new NodeRow.Amount("memory", "bytes", 8000, 0, 500)),
                List.of()),
            new NodeRow(
                "n2",
                "",
                "",
                1,
                1,
                List.of(
                    new NodeRow.Amount("cpu", "millicores", 4000, 4000, 2400),
                    new NodeRow.Amount("memory", "bytes", 8000, 2000, 1200)),
                List.of()));
  }

  @Test
  void samplesShowWhatEachInstantLeavesBehind() {
    tenSeconds(MetricsOptions.every(2 * SECOND));

    assertThat(recorded.schema.columns().stream().map(SeriesSchema.Column::key))
        .containsExactly(
            "pods_arrived_count",
            "pods_pending_count",
            "pods_running_count",
            "pods_finished_count",
            "nodes_in_use_count",
            "nodes_lower_bound_count",
            "cpu_arrived_ratio",
            "cpu_allocated_ratio",
            "cpu_used_ratio",
            "cpu_stranded_ratio",
            "memory_arrived_ratio",
            "memory_allocated_ratio",
            "memory_used_ratio",
            "memory_stranded_ratio");
    assertThat(recorded.seconds()).containsExactly(0L, 2L, 4L, 6L, 8L, 10L);
    assertThat(recorded.column("pods_arrived_count")).containsExactly(1.0, 2.0, 2.0, 4.0, 4.0, 4.0);
    assertThat(recorded.column("pods_pending_count")).containsExactly(1.0, 1.0, 0.0, 2.0, 2.0, 2.0);
    assertThat(recorded.column("pods_running_count")).containsExactly(0.0, 1.0, 2.0, 2.0, 1.0, 1.0);
    assertThat(recorded.column("pods_finished_count"))
        .containsExactly(0.0, 0.0, 0.0, 0.0, 1.0, 1.0);
    assertThat(recorded.column("nodes_in_use_count")).containsExactly(0.0, 1.0, 2.0, 2.0, 1.0, 1.0);
    assertThat(recorded.column("nodes_lower_bound_count"))
        .containsExactly(0.0, 1.0, 2.0, 2.0, 1.0, 1.0);
    assertThat(recorded.column("cpu_allocated_ratio"))
        .containsExactly(0.0, 0.25, 0.75, 0.75, 0.5, 0.5);
    assertThat(recorded.column("cpu_arrived_ratio"))
        .containsExactly(0.25, 0.75, 0.75, 2.0, 1.75, 1.75);
    assertThat(recorded.column("memory_stranded_ratio"))
        .containsExactly(0.0, 0.0, 0.375, 0.375, 0.375, 0.375);
  }

  @Test
  void packingComparesAtTheLastMomentOfThePeak() {
    RunSummary summary = Recorded.summaryOf(tenSeconds(MetricsOptions.every(2 * SECOND)));

    // 6000 millicores of 4000 on a node, 3000 bytes of 8000, 2 pods of 110.
    assertThat(summary.packing())
        .isEqualTo(
            new RunSummary.Packing(
                7,
                2,
                2,
                1.0,
                1.0,
                List.of(
                    new Bound("volume", "cpu", 2),
                    new Bound("martello-toth-l2", "cpu", 2),
                    new Bound("volume", "memory", 1),
                    new Bound("martello-toth-l2", "memory", 1),
                    new Bound("volume", "pods", 1))));
  }

  @Test
  void sharesOfDevicesAreBoundedDeviceByDevice() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));
    hand.node("n1", 8000, 8000, 2, "A");
    hand.node("n2", 8000, 8000, 2, "A");
    for (int i = 0; i < 3; i++) {
      hand.gpuPod("p" + i, 1000, 1, 600);
    }
    hand.bind("p0", "n1", 0);
    hand.bind("p1", "n1", 1);
    hand.bind("p2", "n2", 0);
    metrics.finish();

    RunSummary summary = Recorded.summaryOf(metrics);

    // 1800 thousandths fit on one node's 2000, but no two shares of 600 on one device.
    assertThat(summary.packing().bounds())
        .contains(
            new Bound("volume", GPU, 1),
            new Bound("martello-toth-l2", GPU, 1),
            new Bound("martello-toth-l2-devices", GPU, 2));
    assertThat(summary.packing().efficiencyRatio()).isEqualTo(1);
    assertThat(recorded.nodes.get(1).deviceFreeMilli()).containsExactly(400, 1000);
    assertThat(recorded.nodes.get(1).model()).isEqualTo("A");
    assertThat(recorded.nodes.get(1).resources())
        .contains(new NodeRow.Amount(GPU, "milli", 2000, 600, 600));
  }

  @Test
  void aPackingBetterThanItsBoundIsADefect() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));
    hand.node("n1", 8000, 8000, 2, "A");
    hand.node("n2", 8000, 8000, 2, "A");
    for (int i = 0; i < 3; i++) {
      hand.gpuPod("p" + i, 1000, 1, 600);
      // Nobody says on which device: three shares of 600 on two devices go unnoticed.
      hand.api.bind(hand.get("p" + i), "n1", List.of()).orThrow();
    }

    assertThatThrownBy(metrics::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "at 0 ns 1 nodes are in use, though no packing needs fewer than 2: [Bound[");
  }

  @Test
  void aPodThatIsDeletedHasFailed() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));
    hand.at(0, () -> hand.node("n1", 4000, 8000));
    hand.at(0, () -> hand.pod("ran", 1000, 0));
    hand.at(0, () -> hand.pod("waited", 1000, 0));
    hand.at(0, () -> hand.pod("crashed", 1000, 0));
    hand.at(1, () -> hand.bind("ran", "n1"));
    hand.at(1, () -> hand.bind("crashed", "n1"));
    hand.at(2, () -> hand.start("ran"));
    hand.at(3, () -> hand.delete("ran"));
    hand.at(4, () -> hand.delete("waited"));
    hand.at(5, () -> hand.fail("crashed", "Evicted"));
    hand.at(6, () -> hand.delete("crashed"));
    hand.runUntil(6);
    metrics.finish();

    assertThat(recorded.podLines())
        .containsExactly(
            "ran failed 1 2 3 0 Deleted",
            "waited failed -1 -1 4 0 Deleted",
            "crashed failed 1 -1 5 0 Evicted");
    assertThat(Recorded.summaryOf(metrics).accounts().podsFailed()).isEqualTo(3);
    assertThat(recorded.column("cpu_allocated_ratio"))
        .containsExactly(0.0, 0.5, 0.5, 0.25, 0.25, 0.0, 0.0);
  }

  @Test
  void aNodeTakesItsPodsAlongAndBringsThemBack() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));
    hand.at(0, () -> hand.node("n1", 4000, 8000));
    hand.at(0, () -> hand.node("n2", 4000, 8000));
    hand.at(0, () -> hand.pod("a", 2000, 0));
    hand.at(0, () -> hand.bind("a", "n1"));
    hand.at(0, () -> hand.start("a"));
    hand.at(1, () -> hand.api.nodes().delete("n1").orThrow());
    hand.at(2, () -> hand.node("n1", 8000, 8000));
    hand.at(3, () -> hand.succeed("a"));
    hand.runUntil(4);
    metrics.finish();

    assertThat(recorded.column("cpu_used_ratio"))
        .containsExactly(0.25, 0.0, 2000.0 / 12000, 0.0, 0.0);
    assertThat(recorded.column("nodes_in_use_count")).containsExactly(1.0, 0.0, 1.0, 0.0, 0.0);
    RunSummary summary = Recorded.summaryOf(metrics);
    // Allocated over allocatable, both over time: (2 + 0 + 2 + 0) / (8 + 4 + 12 + 12).
    assertThat(summary.resources().get(0).allocationMeanRatio()).isEqualTo(4.0 / 36);
    assertThat(recorded.nodes).extracting(NodeRow::name).containsExactly("n2", "n1");
  }

  @Test
  void aNodeMayChangeItsSizeUnderItsPods() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));
    hand.node("n1", 4000, 8000);
    hand.pod("a", 3000, 0);
    hand.bind("a", "n1");
    hand.api.nodes().update("n1", node -> resized(node, 2000)).orThrow();
    metrics.finish();

    RunSummary summary = Recorded.summaryOf(metrics);
    assertThat(summary.resources().get(0).allocationEndRatio()).isEqualTo(1.5);
    assertThat(summary.packing().efficiencyRatio()).isEqualTo(1);
    assertThat(summary.warnings())
        .containsExactly(
            "packing: 1 nodes held more than they can when most nodes were in use; the lower bound"
                + " is cut at the nodes in use");
  }

  private static Node resized(Node node, long cpuMillis) {
    ResourceList allocatable = node.allocatable().with(ResourceNames.CPU, cpuMillis);
    return node.toBuilder().allocatable(allocatable).build();
  }

  @Test
  void fragmentationIsMeasuredByTheMix() {
    List<TypicalPod> mix =
        List.of(
            new TypicalPod(1000, 500, 1, List.of(), 0.75),
            new TypicalPod(1000, 0, 0, List.of(), 0.25));
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND).withTypicalPods(mix));
    hand.at(0, () -> hand.node("n1", 4000, 8000, 2, "A"));
    hand.at(0, () -> hand.gpuPod("a", 1000, 1, 600));
    hand.at(2, () -> hand.bind("a", "n1", 0));
    hand.runUntil(4);
    metrics.finish();

    // Empty: 2000 idle, a quarter of the mix can't use any: 500. With a on it: 1400 idle, 400 of
    // them too few for three quarters of the mix: 0.75 * 400 + 0.25 * 1400 = 650.
    assertThat(recorded.column("nvidia_com_gpu_fragmented_ratio"))
        .containsExactly(0.25, 0.25, 0.325, 0.325, 0.325);
    assertThat(Recorded.summaryOf(metrics).fragmentation().get(2))
        .isEqualTo(
            new RunSummary.Fragmentation(
                GPU, "milli", 650, 0.325, 650.0 / 1400, (0.25 + 0.325) / 2));
  }

  @Test
  void theSeriesIsThinnedEvenly() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND).withSamplesMax(4));
    hand.runUntil(10);
    metrics.finish();

    assertThat(recorded.seconds()).containsExactly(0L, 4L, 8L, 10L);
    assertThat(Recorded.summaryOf(metrics).warnings())
        .containsExactly(
            "the time series would have had more than 4 samples: they are 4.0 s apart instead of"
                + " 1.0 s");
  }

  @Test
  void samplingIsTheOnlyTimer() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));
    hand.at(3, () -> hand.node("n1", 1000, 1000));
    while (hand.simulation.pending() > metrics.pendingTimers()) {
      hand.simulation.step();
    }

    assertThat(hand.simulation.now()).isEqualTo(3 * SECOND);
    metrics.finish();
    assertThat(recorded.seconds()).containsExactly(0L, 1L, 2L, 3L);
    assertThat(recorded.column("cpu_allocated_ratio")).containsOnly(0.0);
  }

  @Test
  void anEmptyRunHasNoNaN() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));
    metrics.finish();

    RunSummary summary = Recorded.summaryOf(metrics);
    assertThat(summary.toString()).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(summary.packing()).isEqualTo(new RunSummary.Packing(0, 0, 0, 0, 0, List.of()));
    assertThat(recorded.seconds()).containsExactly(0L);
    assertThatThrownBy(metrics::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRunOfNoLengthHasThePresentForItsMeans() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));
    hand.node("n1", 4000, 8000);
    hand.pod("a", 1000, 0);
    hand.bind("a", "n1");
    metrics.finish();

    RunSummary summary = Recorded.summaryOf(metrics);
    assertThat(summary.nodes().inUseMean()).isEqualTo(1);
    assertThat(summary.resources().get(0).allocationMeanRatio()).isCloseTo(0.25, within(0.0));
  }

  @Test
  void noSummaryBeforeTheEnd() {
    ClusterMetrics metrics = metrics(MetricsOptions.every(SECOND));

    assertThatThrownBy(() -> Recorded.summaryOf(metrics)).isInstanceOf(IllegalStateException.class);
  }
}
