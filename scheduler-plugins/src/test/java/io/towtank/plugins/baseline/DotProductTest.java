package io.towtank.plugins.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.DeviceGroup;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DotProductTest {
  @Test
  void lowAlignmentScoresHigh() {
    FakeCluster cluster = new FakeCluster();
    DotProduct plugin = cluster.create(DotProduct.class, new DotProduct.Factory(), Map.of());
    cluster.add(
        FakeCluster.node("large", 128_000, 1000)
            .devices(List.of(new DeviceGroup("nvidia.com/gpu", 8, ""))));
    cluster.add(
        FakeCluster.node("small", 64_000, 1000)
            .devices(List.of(new DeviceGroup("nvidia.com/gpu", 2, ""))));

    // 1 - (1 * 0.25 + 1 * 0.5) / 2 and 1 - (0.5 * 0.25 + 0.25 * 0.5) / 2
    assertThat(cluster.scores(plugin, Pods.requestingGpus(32_000, 4, 1000)))
        .containsExactly(62, 87);
  }

  @Test
  void staysWithinBounds() {
    FakeCluster cluster = new FakeCluster();
    DotProduct plugin = cluster.create(DotProduct.class, new DotProduct.Factory(), Map.of());
    cluster.add(FakeCluster.node("overfull", 1000, 1000)).holding(Pods.requesting(3000, 3000));
    cluster.add(FakeCluster.node("empty", 1000, 1000));

    assertThat(cluster.scores(plugin, Pods.requesting(2000, 2000))).containsExactly(100, 0);
  }
}
