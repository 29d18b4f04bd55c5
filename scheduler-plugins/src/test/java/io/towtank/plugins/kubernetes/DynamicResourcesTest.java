package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class DynamicResourcesTest {
  private final FakeCluster cluster = new FakeCluster();
  private final DynamicResources plugin = new DynamicResources();
  private final CycleState state = new CycleState();
  private final PodInfo pod = PodInfo.of(Pods.withoutRequests(), cluster.resources());

  @Test
  void hasNoClaimsToGiveUp() {
    assertThat(plugin.preFilter(state, pod, cluster).status().isSkip()).isTrue();
    state.skipFilters(List.of(DynamicResources.NAME));

    Result result = plugin.postFilter(state, pod, List.of());

    assertThat(result.status()).hasToString("Unschedulable[no new claims to deallocate]");
    assertThat(result.keepsNomination()).isTrue();
  }

  @Test
  void failsWhereItsPreFilterDidNotRun() {
    Result result = plugin.postFilter(state, pod, List.of());

    assertThat(result.status()).hasToString("Error[not found]");
    assertThat(result.keepsNomination()).isTrue();
  }
}
