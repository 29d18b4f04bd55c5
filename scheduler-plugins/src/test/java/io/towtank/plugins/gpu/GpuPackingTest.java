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

class GpuPackingTest {
  private final FakeCluster cluster = new FakeCluster();
  private final GpuPacking plugin =
      cluster.create(GpuPacking.class, new GpuPacking.Factory(), Map.of());

  private FakeNode add(String name, int gpus) {
    return cluster.add(
        FakeCluster.node(name, 64_000, 0)
            .devices(List.of(new DeviceGroup("nvidia.com/gpu", gpus, ""))));
  }

  @Test
  void sharesGoToDevicesInUseThenToNodesInUse() {
    add("400 left", 2).holding(Pods.holdingGpus(600, 0));
    add("990 left", 2).holding(Pods.holdingGpus(10, 0));
    add("200 and 900 left", 2).holding(Pods.holdingGpus(800, 0), Pods.holdingGpus(100, 1));
    add("in use", 4).holding(Pods.holdingGpus(1000, 0));
    add("idle", 8);

    assertThat(cluster.scores(plugin, Pods.requestingGpus(0, 1, 300)))
        .containsExactly(100 - 4, 100 - 9, 100 - 9, 50 - 1, 33 - 8);
  }

  @Test
  void wholeDevicesGoToNodesInUseThenToSmallIdleNodes() {
    add("in use", 8).holding(Pods.holdingGpus(10, 0));
    add("large", 8);
    add("small", 2);

    assertThat(cluster.scores(plugin, Pods.requestingGpus(0, 2, 1000)))
        .containsExactly(50 - 2, 33 - 8, 33 - 2);
  }

  @Test
  void aNodeInUseNeverScoresBelowAnIdleOne() {
    add("in use", 40).holding(Pods.holdingGpus(10, 0));
    add("enormous", 64);

    assertThat(cluster.scores(plugin, Pods.requestingGpus(0, 30, 1000))).containsExactly(33, 0);
  }

  @Test
  void hasNoSayOnPodsWithoutDevices() {
    assertThat(
            plugin
                .preScore(new CycleState(), cluster.info(Pods.requesting(1000, 0)), List.of())
                .isSkip())
        .isTrue();
  }
}
