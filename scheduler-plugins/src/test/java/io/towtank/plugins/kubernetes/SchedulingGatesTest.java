package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulingGatesTest {
  private final SchedulingGates plugin = new SchedulingGates();
  private final Pod gated =
      Pods.of(PodSpec.builder().schedulingGates(List.of("example.com/quota", "example.com/data")));

  @Test
  void holdsGatedPodsBack() {
    assertThat(plugin.preEnqueue(gated))
        .hasToString(
            "UnschedulableAndUnresolvable"
                + "[waiting for scheduling gates: [example.com/quota example.com/data]]");
    assertThat(plugin.preEnqueue(Pods.withoutRequests()).isSuccess()).isTrue();
  }

  @Test
  void onlyTheRemovalOfThePodsOwnGatesHelps() {
    Pod opened = gated.toBuilder().spec(PodSpec.builder().build()).build();
    Pod other = opened.toBuilder().uid(2).build();

    assertThat(mayHelp(Change.ofPod(gated, opened))).isTrue();
    assertThat(mayHelp(Change.ofPod(gated, gated))).isFalse();
    assertThat(mayHelp(Change.ofPod(null, other))).isFalse();
    assertThat(mayHelp(Change.ofPod(null, null))).isTrue();
  }

  private boolean mayHelp(Change change) {
    return FakeCluster.mayHelp(plugin, ClusterEvent.POD_UPDATED, gated, change);
  }
}
