package io.towtank.workloads.packing;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published experiments' workload, where the trace is at hand. */
final class OpenbPackingTest {
  private static final TraceOptions ARRIVAL_ONLY = TraceOptions.of(ReplayMode.ARRIVAL_ONLY);

  @ParameterizedTest
  @ValueSource(longs = {42, 43, 44})
  void defaultInflatedTo130PercentHasAbout10800Arrivals(long seed) throws IOException {
    List<PodArrival> pods = inflated("default", seed);

    assertThat(pods).hasSizeBetween(10_500, 11_100);
    assertThat(sumGpuMilli(pods)).isBetween(8_075_600L - 1000, 8_075_600L + 7000);
  }

  @ParameterizedTest
  @ValueSource(longs = {42, 43, 44})
  void multigpu50IsBroughtDownTo130Percent(long seed) throws IOException {
    List<PodArrival> pods = inflated("multigpu50", seed);

    // Published: 6,361 arrivals.
    assertThat(pods).hasSizeBetween(6_100, 6_700);
    assertThat(sumGpuMilli(pods)).isBetween(8_075_600L - 8000, 8_075_600L);
  }

  private static List<PodArrival> inflated(String list, long seed) throws IOException {
    Path folder = Traces.openb();
    TraceFormat openb = TraceFormats.named("openb");
    List<Node> nodes =
        openb.readNodes(
            folder.resolve("openb_node_list_gpu_node.csv.gz"), ARRIVAL_ONLY, new TraceAccounts());
    return Traces.all(
        PackingWorkload.of(
            openb.openPods(
                folder.resolve("openb_pod_list_" + list + ".csv.gz"),
                ARRIVAL_ONLY,
                new TraceAccounts()),
            ArrivalOrder.SHUFFLED,
            Inflation.toShare(1.3, "nvidia.com/gpu", nodes),
            new RandomStreams(seed)));
  }

  private static long sumGpuMilli(List<PodArrival> pods) {
    return pods.stream()
        .flatMap(arrival -> arrival.pod().spec().devices().stream())
        .mapToLong(DeviceRequest::totalMilli)
        .sum();
  }
}
