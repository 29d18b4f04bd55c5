package io.towtank.plugins.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.DeviceGroup;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BestFitTest {
  private final FakeCluster cluster = new FakeCluster();

  private BestFit create(Map<String, ?> arguments) {
    return cluster.create(BestFit.class, new BestFit.Factory(), arguments);
  }

  @Test
  void prefersWhatWouldHaveLeastCpuAndGpuLeft() {
    cluster.add(
        FakeCluster.node("large", 128_000, 1000)
            .devices(List.of(new DeviceGroup("nvidia.com/gpu", 8, ""))));
    cluster.add(
        FakeCluster.node("small", 64_000, 1000)
            .devices(List.of(new DeviceGroup("nvidia.com/gpu", 2, ""))));
    cluster.add(FakeCluster.node("plain", 96_000, 1000));

    // Left of 128 CPUs and 8 GPUs: 124 and 7.5, 60 and 1.5, 92 and -0.5
    assertThat(cluster.rawScores(create(Map.of()), Pods.requestingGpus(4000, 1, 500)))
        .containsExactly(4, 67, 67);
    assertThat(cluster.scores(create(Map.of()), Pods.requestingGpus(4000, 1, 500)))
        .containsExactly(0, 100, 100);
  }

  @Test
  void looksAtCpuAndMemoryWhereThereAreNoDevices() {
    cluster.add(FakeCluster.node("half", 1000, 1000)).holding(Pods.requesting(500, 500));
    cluster.add(FakeCluster.node("memory", 1000, 1000)).holding(Pods.requesting(0, 700));
    cluster.add(FakeCluster.node("empty", 1000, 1000));

    // Left: 39.5 % and 39.5 %, 89.5 % and 19.5 %, 89.5 % and 89.5 %
    assertThat(cluster.rawScores(create(Map.of()), Pods.requesting(105, 105)))
        .containsExactly(60, 45, 10);
    assertThat(cluster.scores(create(Map.of()), Pods.requesting(105, 105)))
        .containsExactly(100, 70, 0);
  }

  @Test
  void namedResourcesWeigh() {
    cluster.add(FakeCluster.node("node", 1000, 1000)).holding(Pods.requesting(0, 600));

    // (3 * 90 % + 1 * 30 %) / 4 = 75 % left
    assertThat(
            cluster.rawScores(
                create(
                    Map.of(
                        "resources",
                        List.of(Map.of("name", "cpu", "weight", 3), Map.of("name", "memory")))),
                Pods.requesting(100, 100)))
        .containsExactly(25);
  }
}
