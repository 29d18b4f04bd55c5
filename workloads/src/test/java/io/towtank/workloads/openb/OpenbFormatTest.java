package io.towtank.workloads.openb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traps: pods that never ran have no scheduled_time; some lists have no times at all. */
final class OpenbFormatTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String HEADER =
      "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,"
          + "creation_time,deletion_time,scheduled_time\n";

  @TempDir private Path directory;
  private final TraceAccounts accounts = new TraceAccounts();

  @Test
  void nodesHaveTheirGpusAsDevicesAndTheirModelAsLabel() {
    Path file =
        Traces.write(
            directory,
            "nodes.csv",
            """
            sn,cpu_milli,memory_mib,gpu,model
            openb-node-0000,32000,262144,0,
            openb-node-0001,64000,262144,2,P100
            """);

    List<Node> nodes =
        new OpenbFormat().readNodes(file, TraceOptions.of(ReplayMode.TIMED), accounts);

    Node plain = nodes.get(0);
    assertThat(plain.allocatable().toMap())
        .containsExactly(
            entry("cpu", 32_000L), entry("memory", 262_144L << 20), entry("pods", 1001L));
    assertThat(plain.devices()).isEmpty();
    assertThat(plain.labels()).isEqualTo(Labels.of("kubernetes.io/hostname", "openb-node-0000"));
    Node gpu = nodes.get(1);
    assertThat(gpu.devices()).containsExactly(new DeviceGroup("nvidia.com/gpu", 2, "P100"));
    assertThat(gpu.labels().get("gpu-model")).isEqualTo("P100");
    assertThat(accounts.rowsRead()).isEqualTo(2);
  }

  @Test
  void podsAskForAShareForWholeGpusOrForNone() {
    List<PodArrival> pods =
        timed(
            """
            share,6000,12288,1,460,,LS,Running,0,100,0
            whole,12000,16384,1,1000,,LS,Running,0,100,0
            eight,96000,786432,8,1000,,BE,Running,0,100,0
            cpu,12500,57344,0,0,,Burstable,Running,0,100,0
            """);

    assertThat(pods)
        .extracting(arrival -> arrival.pod().spec().devices())
        .containsExactly(
            List.of(new DeviceRequest("nvidia.com/gpu", 1, 460)),
            List.of(new DeviceRequest("nvidia.com/gpu", 1, 1000)),
            List.of(new DeviceRequest("nvidia.com/gpu", 8, 1000)),
            List.of());
    Pod cpu = pods.get(3).pod();
    assertThat(cpu.spec().effectiveRequests().toMap())
        .containsExactly(entry("cpu", 12_500L), entry("memory", 57_344L << 20));
    assertThat(cpu.labels()).isEqualTo(Labels.of("qos", "Burstable"));
    assertThat(cpu.spec().priority()).isNull();
    assertThat(accounts.rowsRepaired()).isEmpty();
  }

  @Test
  void gpuSpecBecomesARequiredNodeAffinity() {
    Pod pod = timed("p,1000,1024,1,500,G2|V100M32,LS,Running,0,100,0\n").get(0).pod();

    assertThat(pod.spec().nodeAffinity().required())
        .containsExactly(
            NodeSelectorTerm.ofLabels(
                new NodeSelectorRequirement(
                    "gpu-model", NodeSelectorRequirement.Operator.IN, List.of("G2", "V100M32"))));
  }

  @Test
  void durationIsTheRunWithoutTheWait() {
    List<PodArrival> pods =
        timed(
            """
            waited,1000,1024,0,0,,LS,Running,10,100,30
            pending,1000,1024,0,0,,LS,Pending,20,50,
            """);

    assertThat(pods)
        .extracting(PodArrival::timeNanos, arrival -> arrival.pod().durationNanos())
        .containsExactly(tuple(10 * SECOND, 70 * SECOND), tuple(20 * SECOND, 30 * SECOND));
    assertThat(accounts.rowsRepaired())
        .containsExactly(entry("no scheduled_time: duration is deletion_time - creation_time", 1L));
  }

  @Test
  void whatCanNotBeIsDroppedOrRepairedAndCounted() {
    List<PodArrival> pods =
        timed(
            """
            good,1000,1024,0,0,,LS,Running,0,100,0
            backwards,1000,1024,0,0,,LS,Running,10,20,30
            unborn,1000,1024,0,0,,LS,Running,,20,30
            endless,1000,1024,0,0,,LS,Running,10,,10
            nothing,1000,1024,1,0,,LS,Running,10,20,10
            halves,1000,1024,2,500,,LS,Running,10,20,10
            misplaced,1000,1024,0,500,G2,LS,Running,10,20,10
            """);

    assertThat(pods)
        .extracting(arrival -> arrival.pod().name())
        .containsExactly("good", "endless", "halves", "misplaced");
    assertThat(pods.get(1).pod().durationNanos()).isEqualTo(Pod.NEVER);
    assertThat(pods.get(2).pod().spec().devices())
        .containsExactly(new DeviceRequest("nvidia.com/gpu", 2, 1000));
    assertThat(pods.get(3).pod().spec().nodeAffinity().required()).isNull();
    assertThat(accounts.rowsRead()).isEqualTo(7);
    assertThat(accounts.rowsUsed()).isEqualTo(4);
    assertThat(accounts.rowsDropped())
        .containsExactly(
            entry("deletion_time before scheduled_time or creation_time", 1L),
            entry("no creation_time", 1L),
            entry("num_gpu is 1 and gpu_milli is 0", 1L));
    assertThat(accounts.rowsRepaired())
        .containsExactly(
            entry("gpu_milli below 1000 of several GPUs: taken whole", 1L),
            entry("gpu_milli without num_gpu: ignored", 1L),
            entry("gpu_spec without num_gpu: ignored", 1L),
            entry("no deletion_time: the pod never ends", 1L));
  }

  @Test
  void aListWithoutTimesCanOnlyBeReplayedArrivalOnly() {
    Path file =
        Traces.write(
            directory,
            "multigpu.csv",
            """
            name,cpu_milli,memory_mib,num_gpu,gpu_milli
            a,12000,16384,1,1000
            b,6000,12288,1,460
            """);

    assertThatThrownBy(() -> Traces.pods("openb", file, ReplayMode.TIMED, accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ":1: no column 'creation_time': a pod list without times can only be replayed"
                + " arrival-only, not timed");
    List<PodArrival> pods = Traces.pods("openb", file, ReplayMode.ARRIVAL_ONLY, accounts);
    assertThat(pods).extracting(PodArrival::timeNanos).containsExactly(SECOND, 2 * SECOND);
    assertThat(pods).extracting(arrival -> arrival.pod().durationNanos()).containsOnly(Pod.NEVER);
  }

  @Test
  void aPriorityForBestEffortIsGivenOnRequest() {
    Path file =
        Traces.write(
            directory,
            "pods.csv",
            HEADER + "a,1,1,0,0,,BE,Running,0,1,0\n" + "b,1,1,0,0,,LS,Running,0,1,0\n");
    TraceOptions options = Traces.options(ReplayMode.TIMED, "bestEffortPriority", "-10");

    assertThat(Traces.pods("openb", file, options, accounts))
        .extracting(arrival -> arrival.pod().spec().priority())
        .containsExactly(-10, null);
  }

  @Test
  void podsThatAskForTheSameShareOneSpec() {
    List<PodArrival> pods =
        timed(
            """
            a,1000,1024,1,460,,LS,Running,0,100,0
            b,1000,1024,1,460,,BE,Running,1,100,1
            """);

    assertThat(pods.get(0).pod().spec()).isSameAs(pods.get(1).pod().spec());
  }

  private List<PodArrival> timed(String rows) {
    Path file = Traces.write(directory, "pods.csv", HEADER + rows);
    return Traces.pods("openb", file, ReplayMode.TIMED, accounts);
  }
}
