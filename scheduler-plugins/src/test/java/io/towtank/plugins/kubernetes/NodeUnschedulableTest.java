package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeUnschedulableTest {
  private final FakeCluster cluster = new FakeCluster();
  private final NodeUnschedulable plugin = new NodeUnschedulable();
  private final Node open = FakeCluster.node("node", 1000, 1000).build();
  private final Node cordoned = open.toBuilder().unschedulable(true).build();
  private final Pod pod = Pods.withoutRequests();
  private final Pod tolerant = tolerating(TaintEffect.NO_SCHEDULE);

  private static Pod tolerating(TaintEffect effect) {
    return Pods.of(
        PodSpec.builder()
            .tolerations(
                List.of(
                    new Toleration(
                        Taint.UNSCHEDULABLE, Toleration.Operator.EXISTS, "", effect, null))));
  }

  @Test
  void refusesCordonedNodesUnlessTolerated() {
    var node = cluster.add(cordoned.toBuilder());

    assertThat(cluster.filter(plugin, pod, node))
        .hasToString("UnschedulableAndUnresolvable[node(s) were unschedulable]");
    assertThat(cluster.filter(plugin, tolerant, node).isSuccess()).isTrue();
    assertThat(cluster.filter(plugin, tolerating(TaintEffect.NO_EXECUTE), node).isSuccess())
        .isFalse();
  }

  @Test
  void allowsOpenNodes() {
    assertThat(cluster.filter(plugin, pod, cluster.add(open.toBuilder())).isSuccess()).isTrue();
  }

  @Test
  void anOpenedNodeOrANewTolerationHelps() {
    assertThat(mayHelp(ClusterEvent.NODE_TAINTS_CHANGED, Change.ofNode(cordoned, open))).isTrue();
    assertThat(mayHelp(ClusterEvent.NODE_TAINTS_CHANGED, Change.ofNode(open, open))).isFalse();
    assertThat(mayHelp(ClusterEvent.NODE_TAINTS_CHANGED, Change.ofNode(open, cordoned))).isFalse();
    assertThat(mayHelp(ClusterEvent.NODE_ADDED, Change.ofNode(null, open))).isTrue();
    assertThat(mayHelp(ClusterEvent.NODE_ADDED, Change.ofNode(null, cordoned))).isFalse();
    assertThat(mayHelp(ClusterEvent.POD_UPDATED, Change.ofPod(pod, tolerant))).isTrue();
    assertThat(mayHelp(ClusterEvent.POD_UPDATED, Change.ofPod(pod, pod))).isFalse();
  }

  private boolean mayHelp(ClusterEvent event, Change change) {
    return FakeCluster.mayHelp(plugin, event, pod, change);
  }
}
