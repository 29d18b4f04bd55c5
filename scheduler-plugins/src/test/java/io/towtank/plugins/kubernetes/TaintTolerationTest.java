package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.FakeNode;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaintTolerationTest {
  private static final Taint GPU = new Taint("gpu", "yes", TaintEffect.NO_SCHEDULE);
  private static final Taint BROKEN = new Taint("broken", "", TaintEffect.NO_EXECUTE);
  private static final Taint SLOW = new Taint("slow", "", TaintEffect.PREFER_NO_SCHEDULE);
  private static final Taint OLD = new Taint("old", "", TaintEffect.PREFER_NO_SCHEDULE);

  private final FakeCluster cluster = new FakeCluster();
  private final TaintToleration plugin = new TaintToleration();

  private static Node.Builder node(Taint... taints) {
    return FakeCluster.node("node", 1000, 1000).taints(List.of(taints));
  }

  private static Pod tolerating(String key, @Nullable TaintEffect effect) {
    return Pods.of(
        PodSpec.builder()
            .tolerations(
                List.of(new Toleration(key, Toleration.Operator.EXISTS, "", effect, null))));
  }

  @Test
  void namesTheFirstTaintThatIsNotTolerated() {
    FakeNode node = cluster.add(node(SLOW, GPU, BROKEN));

    assertThat(cluster.filter(plugin, Pods.withoutRequests(), node))
        .hasToString("UnschedulableAndUnresolvable[node(s) had untolerated taint {gpu: yes}]");
    assertThat(cluster.filter(plugin, tolerating("gpu", null), node))
        .hasToString("UnschedulableAndUnresolvable[node(s) had untolerated taint {broken: }]");
    assertThat(cluster.filter(plugin, tolerating("", null), node).isSuccess()).isTrue();
  }

  @Test
  void preferNoScheduleTaintsRefuseNobody() {
    assertThat(cluster.filter(plugin, Pods.withoutRequests(), cluster.add(node(SLOW))).isSuccess())
        .isTrue();
  }

  @Test
  void prefersFewerUntoleratedTaints() {
    cluster.add(node());
    cluster.add(node(SLOW));
    cluster.add(node(SLOW, OLD));

    assertThat(cluster.rawScores(plugin, Pods.withoutRequests())).containsExactly(0, 1, 2);
    assertThat(cluster.scores(plugin, Pods.withoutRequests())).containsExactly(100, 50, 0);
    assertThat(cluster.scores(plugin, tolerating("slow", TaintEffect.NO_SCHEDULE)))
        .as("a toleration of another effect does not count")
        .containsExactly(100, 50, 0);
    assertThat(cluster.scores(plugin, tolerating("old", TaintEffect.PREFER_NO_SCHEDULE)))
        .containsExactly(100, 0, 0);
  }

  @Test
  void allScoreFullWhereNothingIsUntolerated() {
    cluster.add(node());
    cluster.add(node(SLOW));

    assertThat(cluster.scores(plugin, tolerating("", null))).containsExactly(100, 100);
  }

  @Test
  void theLossOfTheTaintThatRefusedThePodHelps() {
    Pod pod = Pods.withoutRequests();

    assertThat(mayHelp(pod, Change.ofNode(node(GPU).build(), node(SLOW).build()))).isTrue();
    assertThat(mayHelp(pod, Change.ofNode(node(GPU, BROKEN).build(), node(GPU).build()))).isFalse();
    assertThat(mayHelp(pod, Change.ofNode(node(SLOW).build(), node().build()))).isFalse();
    assertThat(
            FakeCluster.mayHelp(
                plugin, ClusterEvent.POD_UPDATED, pod, Change.ofPod(pod, tolerating("gpu", null))))
        .isTrue();
  }

  private boolean mayHelp(Pod pod, Change change) {
    return FakeCluster.mayHelp(plugin, ClusterEvent.NODE_TAINTS_CHANGED, pod, change);
  }
}
