package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import org.junit.jupiter.api.Test;

class NodeNameTest {
  private final FakeCluster cluster = new FakeCluster();
  private final NodeName plugin = new NodeName();
  private final FakeNode here = cluster.add(FakeCluster.node("here", 1000, 1000));
  private final FakeNode there = cluster.add(FakeCluster.node("there", 1000, 1000));
  private final Pod pinned = Pods.of(PodSpec.builder().nodeName("here"));

  @Test
  void allowsOnlyTheNodeThatThePodNames() {
    assertThat(cluster.filter(plugin, pinned, here).isSuccess()).isTrue();
    assertThat(cluster.filter(plugin, pinned, there))
        .hasToString("UnschedulableAndUnresolvable[node(s) didn't match the requested node name]");
    assertThat(cluster.filter(plugin, Pods.withoutRequests(), there).isSuccess()).isTrue();
  }

  @Test
  void newNodesHelp() {
    Change added = Change.ofNode(null, there.node());

    assertThat(FakeCluster.mayHelp(plugin, ClusterEvent.NODE_ADDED, pinned, added)).isTrue();
    assertThat(
            FakeCluster.mayHelp(
                plugin, ClusterEvent.ASSIGNED_POD_DELETED, pinned, Change.ofPod(pinned, null)))
        .isFalse();
  }
}
