package io.towtank.plugins.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.DeviceGroup;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.CycleState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuClusteringTest {
  private final FakeCluster cluster = new FakeCluster();
  private final GpuClustering plugin =
      cluster.create(GpuClustering.class, new GpuClustering.Factory(), Map.of());

  private FakeNode add(String name, int gpus) {
    return cluster.add(
        FakeCluster.node(name, 64_000, 0)
            .devices(List.of(new DeviceGroup("nvidia.com/gpu", gpus, ""))));
  }

  @Test
  void prefersNodesWhosePodsAskInTheSameWay() {
    add("same", 4).holding(Pods.holdingGpus(500, 0));
    add("mixed", 4).holding(Pods.holdingGpus(500, 0), Pods.holdingGpus(1000, 1));
    add("empty", 8);
    add("other", 2).holding(Pods.holdingGpus(1000, 0));

    // Bands 75, 50, 25, 0; and of 25 points 4500, 5500, 0 and 7000 of 8000 thousandths.
    assertThat(cluster.scores(plugin, Pods.requestingGpus(0, 1, 300)))
        .containsExactly(89, 67, 25, 21);
  }

  @Test
  void whatCountsIsTheNumberOfWholeDevices() {
    add("two", 8).holding(Pods.holdingGpus(1000, 0, 1));
    add("one", 8).holding(Pods.holdingGpus(1000, 0), Pods.holdingGpus(1000, 1));

    // 25 * 2000 / 8000 points on both.
    assertThat(cluster.scores(plugin, Pods.requestingGpus(0, 2, 1000))).containsExactly(81, 6);
  }

  @Test
  void podsWithoutDevicesDoNotCount() {
    add("plain pods", 8).holding(Pods.requesting(1000, 0));

    assertThat(cluster.scores(plugin, Pods.requestingGpus(0, 1, 300))).containsExactly(25);
    assertThat(
            plugin
                .preScore(new CycleState(), cluster.info(Pods.requesting(1000, 0)), List.of())
                .isSkip())
        .isTrue();
  }
}
