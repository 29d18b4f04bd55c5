package io.towtank.metrics.failover;

import static io.towtank.testing.LiveCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.PodsByNode;
import io.towtank.control.plane.ControlPlane;
import io.towtank.control.plane.ControlPlaneOptions;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultPlan;
import io.towtank.fault.FaultRegistry;
import io.towtank.fault.FaultSchedule;
import io.towtank.fault.FaultWorld;
import io.towtank.fault.KubeletMachines;
import io.towtank.fault.TargetSelector;
import io.towtank.fault.Timing;
import io.towtank.model.Taint;
import io.towtank.model.Toleration;
import io.towtank.network.Network;
import io.towtank.network.Topology;
import io.towtank.record.WorkloadRow;
import io.towtank.testing.LiveCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Availability from times to failure and to repair, against the closed form. */
final class AvailabilityTest {
  private static final int NODES = 20;

  /** Student's t of 19 degrees of freedom: 95 % lie within. */
  private static final double T_95 = 2.093;

  @ParameterizedTest
  @CsvSource({
    // MTTF, MTTR in seconds: repaired mostly before, and mostly after anybody notices.
    "1000,  20",
    "1000, 100",
    "2000, 500",
  })
  void oneReplicaIsAvailableForMttfOverMttfAndMttr(long mttf, long mttr) {
    FailoverBed bed = new FailoverBed(7);
    LiveCluster cluster = bed.cluster;
    for (int i = 0; i < NODES; i++) {
      cluster.addNode("n" + i);
    }
    FaultWorld world =
        new FaultWorld(
            cluster.simulation,
            cluster.api,
            new PodsByNode("test-fault-pods", cluster.api),
            new Network(new Topology(new ArrayList<>(cluster.api.nodes().list()), List.of())),
            new KubeletMachines(cluster.machines, cluster.api),
            isAvailable -> {},
            new ControlPlane(cluster.simulation, cluster.api, ControlPlaneOptions.DEFAULT));
    FaultFactory crash = FaultRegistry.load().named("node-crash");
    FaultSchedule schedule =
        new FaultSchedule(
            world,
            List.of(
                new FaultPlan(
                    "crash",
                    crash,
                    FaultArgs.defaults(crash.fields()),
                    TargetSelector.ALL,
                    new Timing.Random(
                        Timing.Per.TARGET,
                        draws -> Math.round(draws.exponential((double) mttf * SECOND)),
                        0,
                        Long.MAX_VALUE),
                    draws -> Math.round(draws.exponential((double) mttr * SECOND)),
                    null)));
    schedule.addListener(bed.metrics);
    cluster.manager.start();
    bed.schedule(pod -> pod.name().substring(0, pod.name().indexOf('-')).replace("r", "n"), 0);
    for (int i = 0; i < NODES; i++) {
      // Its pod tolerates everything, so that it waits for its machine.
      bed.replicaSet(
          "r" + i,
          1,
          List.of(
              new Toleration(Taint.UNREACHABLE, Toleration.Operator.EXISTS, "", null, null),
              new Toleration(Taint.NOT_READY, Toleration.Operator.EXISTS, "", null, null)));
    }
    schedule.start();
    bed.runTo(150.0 * mttf);

    double[] ratios = bed.workloads.stream().mapToDouble(WorkloadRow::availabilityRatio).toArray();
    assertThat(ratios).hasSize(NODES);
    double mean = 0;
    for (double ratio : ratios) {
      mean += ratio / NODES;
    }
    double squares = 0;
    for (double ratio : ratios) {
      squares += (ratio - mean) * (ratio - mean);
    }
    double half = T_95 * StrictMath.sqrt(squares / (NODES - 1) / NODES);
    double closedForm = (double) mttf / (mttf + mttr);
    assertThat(closedForm).isBetween(mean - half, mean + half);
    assertThat(half).isLessThan(0.02);
    assertThat(bed.metrics.summary().faultsBegun()).isGreaterThan(NODES * 100);
    assertThat(bed.metrics.summary().podsLost()).isZero();
  }
}
