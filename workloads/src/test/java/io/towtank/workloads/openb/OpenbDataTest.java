package io.towtank.workloads.openb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trace as it was published, where it is at hand. */
final class OpenbDataTest {
  @ParameterizedTest
  @CsvSource({
    "openb_node_list_all_node.csv.gz, 1523, 6212",
    "openb_node_list_gpu_node.csv.gz, 1213, 6212"
  })
  void nodes(String file, int nodeCount, int gpuCount) {
    TraceAccounts accounts = new TraceAccounts();

    List<Node> nodes =
        new OpenbFormat()
            .readNodes(Traces.openb().resolve(file), TraceOptions.of(ReplayMode.TIMED), accounts);

    assertThat(nodes).hasSize(nodeCount);
    int gpus =
        nodes.stream().flatMap(node -> node.devices().stream()).mapToInt(DeviceGroup::count).sum();
    assertThat(gpus).isEqualTo(gpuCount);
    assertThat(accounts.rowsUsed()).isEqualTo(nodeCount);
  }

  @Test
  void gpuNodesAreAsLargeAsPublished() {
    List<Node> nodes =
        new OpenbFormat()
            .readNodes(
                Traces.openb().resolve("openb_node_list_gpu_node.csv.gz"),
                TraceOptions.of(ReplayMode.TIMED),
                new TraceAccounts());

    assertThat(nodes.stream().mapToLong(node -> node.allocatable().get("cpu")).sum())
        .isEqualTo(107_018_000L);
    assertThat(nodes.stream().mapToLong(node -> node.allocatable().get("memory") >> 20).sum())
        .isEqualTo(503_828_480L);
  }

  @ParameterizedTest
  @CsvSource({
    "cpu0, 7064, 6086800",
    "cpu037, 7336, 6086800",
    "cpu072, 7608, 6086800",
    "cpu100, 7853, 6086800",
    "cpu235, 9240, 6086800",
    "cpu300, 10094, 6086800",
    "default, 8152, 6086800",
    "gpushare100, 8152, 3952670",
    "gpushare20, 8152, 6531500",
    "gpushare40, 8152, 5641250",
    "gpuspec05, 8152, 6086800",
    "gpuspec10, 8152, 6086800",
    "gpuspec33, 8152, 6086800",
    "multigpu20, 8324, 7086800",
    "multigpu50, 9061, 11358800"
  })
  void everyPodListIsReadWholeInOrderOfItsRows(String list, int rows, long gpuMilli) {
    TraceAccounts accounts = new TraceAccounts();

    List<PodArrival> pods = Traces.pods("openb", file(list), ReplayMode.ARRIVAL_ONLY, accounts);

    assertThat(pods).hasSize(rows);
    assertThat(sumGpuMilli(pods)).isEqualTo(gpuMilli);
    assertThat(accounts.rowsRead()).isEqualTo(rows);
    assertThat(accounts.rowsDropped()).isEmpty();
    assertThat(accounts.rowsRepaired()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cpu0, 7064, 861",
    "cpu037, 7336, 870",
    "cpu072, 7608, 884",
    "cpu100, 7853, 883",
    "cpu235, 9240, 933",
    "cpu300, 10094, 955",
    "default, 8152, 897",
    "gpushare100, 8152, 1209",
    "gpushare20, 8152, 840",
    "gpushare40, 8152, 981",
    "gpuspec05, 8152, 897",
    "gpuspec10, 8152, 897",
    "gpuspec33, 8152, 897"
  })
  void everyPodListWithTimesIsReadInOrderOfTime(String list, int rows, long neverScheduled) {
    TraceAccounts accounts = new TraceAccounts();

    List<PodArrival> pods = Traces.pods("openb", file(list), ReplayMode.TIMED, accounts);

    assertThat(pods).extracting(PodArrival::timeNanos).isSorted();
    assertThat(pods).allMatch(arrival -> arrival.pod().durationNanos() != Pod.NEVER);
    assertThat(accounts.rowsUsed()).isEqualTo(rows).isEqualTo(pods.size());
    assertThat(accounts.rowsDropped()).isEmpty();
    assertThat(accounts.rowsRepaired())
        .contains(entry(OpenbPods.NO_SCHEDULED_TIME, neverScheduled));
  }

  @Test
  void defaultHasThePublishedKindsOfPods() {
    List<PodArrival> pods =
        Traces.pods("openb", file("default"), ReplayMode.ARRIVAL_ONLY, new TraceAccounts());

    assertThat(pods.stream().filter(arrival -> arrival.pod().spec().devices().isEmpty()))
        .hasSize(1088);
    assertThat(requests(pods).stream().filter(DeviceRequest::isShare)).hasSize(3078);
    assertThat(requests(pods).stream().filter(request -> request.count() == 8)).hasSize(44);
  }

  private static Path file(String list) {
    return Traces.openb().resolve("openb_pod_list_" + list + ".csv.gz");
  }

  private static long sumGpuMilli(List<PodArrival> pods) {
    return requests(pods).stream().mapToLong(DeviceRequest::totalMilli).sum();
  }

  private static List<DeviceRequest> requests(List<PodArrival> pods) {
    return pods.stream().flatMap(arrival -> arrival.pod().spec().devices().stream()).toList();
  }
}
