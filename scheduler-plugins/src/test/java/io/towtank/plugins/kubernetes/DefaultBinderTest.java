package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.DeviceAllocation;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.BindPlugin;
import io.towtank.scheduling.framework.CycleState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultBinderTest {
  @Test
  void bindsWithTheDevicesClaimed() {
    FakeCluster cluster = new FakeCluster();
    BindPlugin plugin = cluster.create(BindPlugin.class, new DefaultBinder.Factory(), Map.of());
    CycleState state = new CycleState();
    state.claimDevices(new DeviceAllocation("nvidia.com/gpu", List.of(2), 500));

    assertThat(plugin.bind(state, cluster.info(Pods.withoutRequests()), "node-1").isSuccess())
        .isTrue();
    assertThat(cluster.bound())
        .containsExactly(
            "pod -> node-1"
                + " [DeviceAllocation[resource=nvidia.com/gpu, devices=[2], milliPerDevice=500]]");
  }
}
