package io.towtank.metrics.failover;

import static io.towtank.testing.LiveCluster.SECOND;
import static io.towtank.testing.LiveCluster.spec;
import static io.towtank.testing.LiveCluster.tolerations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.record.FailoverSummary;
import io.towtank.record.FaultRow;
import io.towtank.record.WorkloadRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults whose every figure can be worked out by hand. */
final class FailoverMetricsTest {
  /** Three pods on three nodes; a replacement is bound to n2 two seconds after it is created. */
  private static FailoverBed threeReplicas() {
    FailoverBed bed = new FailoverBed(1);
    bed.cluster.addNode("n1", "a");
    bed.cluster.addNode("n2", "a");
    bed.cluster.addNode("n3", "b");
    bed.cluster.manager.start();
    Deque<String> first = new ArrayDeque<>(List.of("n1", "n2", "n3"));
    bed.schedule(pod -> first.isEmpty() ? "n2" : first.removeFirst(), 2);
    bed.replicaSet("web", 3, tolerations(300));
    return bed;
  }

  @Test
  void eachStepFromTheCrashToTheReplacementThatIsReady() {
    FailoverBed bed = threeReplicas();
    bed.crash("n1", 1003, -1);
    bed.runTo(2003);

    assertThat(bed.steps)
        .containsExactly(
            "1003 fault strikes",
            "1050 node not Ready",
            "1050 pod not ready",
            "1050 node tainted node.kubernetes.io/unreachable:NoSchedule",
            "1050 node tainted node.kubernetes.io/unreachable:NoExecute",
            "1350 pod evicted",
            "1350 replacement created",
            "1352 replacement bound",
            "1352 replacement started",
            "1352 replacement ready");
    FaultRow row = bed.faults.get(0);
    assertThat(row.detectedNanos()).isEqualTo(1050 * SECOND);
    assertThat(row.evictedNanos()).isEqualTo(1350 * SECOND);
    assertThat(row.rescheduledNanos()).isEqualTo(1352 * SECOND);
    assertThat(row.readyNanos()).isEqualTo(1352 * SECOND);
    assertThat(row.endNanos()).isEqualTo(-1);
    assertThat(List.of(row.podsHit(), row.podsLost(), row.podsRescheduled(), row.podsRecovered()))
        .containsExactly(1, 1, 1, 1);
    FailoverSummary summary = bed.metrics.summary();
    assertThat(summary.detectSeconds().max()).isEqualTo(47);
    assertThat(summary.evictSeconds().max()).isEqualTo(347);
    assertThat(summary.rescheduleSeconds().max()).isEqualTo(349);
    assertThat(summary.readySeconds().max()).isEqualTo(349);
  }

  @Test
  void aPodOnADeadMachineDoesNotServeThoughTheApiSaysSo() {
    FailoverBed bed = threeReplicas();
    bed.crash("n1", 1003, -1);
    bed.runTo(2000);

    // One of three was missing from 1003 s to 1352 s, of 2000 s.
    WorkloadRow row = bed.workloads.get(0);
    assertThat(row.measuredSeconds()).isEqualTo(2000);
    assertThat(row.unavailableReplicaSeconds()).isEqualTo(349);
    assertThat(row.availabilityRatio()).isEqualTo(1);
    assertThat(row.availabilityNines()).isEqualTo(9);
    assertThat(row.fullAvailabilityRatio()).isEqualTo(1651.0 / 2000);
    assertThat(row.replicaAvailabilityRatio()).isCloseTo(1 - 349.0 / 6000, within(1e-12));
    assertThat(row.involuntaryDisruptions()).isEqualTo(1);
    assertThat(row.voluntaryDisruptions()).isZero();
  }

  @Test
  void theBlastRadiusIsAShareOfEachZone() {
    FailoverBed bed = threeReplicas();
    bed.crash("n1", 1003, -1);
    bed.crash("n3", 1004, -1);
    bed.runTo(1010);

    assertThat(bed.faults.get(0).podsHitRatio()).isEqualTo(1 / 3.0);
    assertThat(bed.faults.get(0).workloadHitMaxRatio()).isEqualTo(1 / 3.0);
    assertThat(bed.metrics.summary().zones())
        .containsExactly(
            new FailoverSummary.Zone("a", 1, 1, 0.5), new FailoverSummary.Zone("b", 1, 1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    // Not noticed at all; noticed, but back before the eviction.
    " 20, -1,    1",
    "100, 1050,  1",
  })
  void aMachineThatIsBackInTimeLosesNoPod(double repair, long detected, int recovered) {
    FailoverBed bed = threeReplicas();
    bed.crash("n1", 1003, repair);
    bed.runTo(2000);

    FaultRow row = bed.faults.get(0);
    assertThat(row.detectedNanos()).isEqualTo(detected < 0 ? -1 : detected * SECOND);
    assertThat(row.podsLost()).isZero();
    assertThat(row.podsRecovered()).isEqualTo(recovered);
    assertThat(row.readyNanos()).isEqualTo(Math.round((1003 + repair) * SECOND));
    assertThat(bed.workloads.get(0).unavailableReplicaSeconds()).isEqualTo(repair);
  }

  @Test
  void aReplacementThatIsLostIsReplacedInTurn() {
    FailoverBed bed = threeReplicas();
    bed.crash("n1", 1003, -1);
    // The replacement waits for its node until 1352 s.
    bed.cluster.at(
        1351,
        () ->
            bed.cluster.api.pods().list().stream()
                .filter(pod -> !pod.isBound())
                .toList()
                .forEach(pod -> bed.cluster.api.deletePod(pod, 0).orThrow()));
    bed.runTo(1400);

    FaultRow row = bed.faults.get(0);
    assertThat(row.podsLost()).isEqualTo(1);
    assertThat(row.rescheduledNanos()).isEqualTo(1353 * SECOND);
    assertThat(row.readyNanos()).isEqualTo(1353 * SECOND);
  }

  @Test
  void workIsLostSinceTheLastCheckpointOrAltogether() {
    FailoverBed bed = new FailoverBed(1);
    bed.cluster.addNode("n1");
    bed.cluster.manager.start();
    PodBehavior batch =
        new PodBehavior(1000 * SECOND, 0, 0, PodBehavior.FailureModel.NONE, 60 * SECOND);
    bed.cluster.place("batch", "n1", spec(), batch);
    bed.crash("n1", 130, -1);
    bed.runTo(140);

    assertThat(bed.faults.get(0).workLostNanos()).isEqualTo(10 * SECOND);
    assertThat(bed.faults.get(0).workLostUncheckpointedNanos()).isEqualTo(130 * SECOND);
    assertThat(bed.metrics.summary().workLostSeconds()).isEqualTo(10);
  }

  @Test
  void aBudgetIsSpentByEvictionsThatAreGranted() {
    FailoverBed bed = new FailoverBed(1);
    PodDisruptionBudget budget =
        new PodDisruptionBudget(
            ObjectMeta.of("default", "web"),
            new PodDisruptionBudget.Spec(
                null,
                null,
                null,
                PodDisruptionBudget.UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET));
    bed.cluster.api.podDisruptionBudgets().create(budget).orThrow();
    bed.cluster.at(10, () -> become(bed, new PodDisruptionBudget.Status(1, 3, 2, 3, 1, none())));
    bed.cluster.at(
        20,
        () ->
            bed.cluster
                .api
                .podDisruptionBudgets()
                .update(
                    "default/web",
                    stored -> stored.withStatus(stored.status().granted("web-1", 20 * SECOND)))
                .orThrow());
    bed.cluster.at(25, () -> become(bed, new PodDisruptionBudget.Status(0, 1, 2, 3, 1, none())));
    bed.cluster.at(40, () -> become(bed, new PodDisruptionBudget.Status(1, 3, 2, 3, 1, none())));
    bed.runTo(50);

    assertThat(bed.metrics.summary().budgets())
        .containsExactly(new FailoverSummary.Budget("default/web", 1, 20, 15));
  }

  private static NavigableMap<String, Long> none() {
    return new TreeMap<>();
  }

  private static void become(FailoverBed bed, PodDisruptionBudget.Status status) {
    bed.cluster
        .api
        .podDisruptionBudgets()
        .update("default/web", stored -> stored.withStatus(status))
        .orThrow();
  }

  @ParameterizedTest
  @CsvSource({"0.9, 1", "0.999, 3", "0, 0", "1, 9", "-1, -1", "0.5, 0.30103"})
  void nines(double ratio, double nines) {
    assertThat(WorkloadAccount.nines(ratio)).isCloseTo(nines, within(1e-6));
  }

  @Test
  void aPodThatNobodyMadeIsNotReplaced() {
    FailoverBed bed = new FailoverBed(1);
    bed.cluster.addNode("n1");
    bed.cluster.addNode("n2");
    bed.cluster.manager.start();
    Pod bare =
        bed.cluster.place("bare", "n1", spec().tolerations(tolerations(0)), PodBehavior.DEFAULT);
    assertThat(bare.owner()).isNull();
    bed.crash("n1", 1003, -1);
    bed.runTo(2000);

    FaultRow row = bed.faults.get(0);
    assertThat(row.evictedNanos()).isEqualTo(1050 * SECOND);
    assertThat(row.podsLost()).isEqualTo(1);
    assertThat(row.rescheduledNanos()).isEqualTo(-1);
    assertThat(row.podsRecovered()).isZero();
    assertThat(bed.workloads).isEmpty();
  }
}
