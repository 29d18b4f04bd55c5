package io.towtank.control.daemon;

import static io.towtank.testing.ControlCluster.SECOND;
import static io.towtank.testing.ControlCluster.brokenTemplate;
import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.DaemonSet;
import io.towtank.model.DaemonSetSpec;
import io.towtank.model.IntOrPercent;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.UpdateStrategy;
import io.towtank.testing.ControlCluster;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DaemonSetControllerTest {
  private final ControlCluster cluster = new ControlCluster();

  private void create(DaemonSetSpec.Builder spec) {
    cluster
        .api
        .daemonSets()
        .create(new DaemonSet(ObjectMeta.of("default", "log"), spec.build()))
        .orThrow();
  }

  private static DaemonSetSpec.Builder log() {
    return DaemonSetSpec.builder(selector("log"), template("log", "1"));
  }

  private void declare(Consumer<DaemonSetSpec.Builder> change) {
    cluster
        .api
        .daemonSets()
        .update(
            "default/log",
            set -> {
              DaemonSetSpec.Builder spec = set.spec().toBuilder();
              change.accept(spec);
              return set.withSpec(spec.build());
            })
        .orThrow();
  }

  private DaemonSet.Status status() {
    DaemonSet set = cluster.api.daemonSets().get("default/log");
    if (set == null) {
      throw new AssertionError("log is gone");
    }
    return set.status();
  }

  private void change(String node, UnaryOperator<Node> change) {
    cluster.api.nodes().update(node, change).orThrow();
  }

  /** Pods that are not ending, by node, with the version of their template. */
  private List<String> placed() {
    return cluster.pods(pod -> !pod.isTerminating() && !pod.phase().isTerminal()).stream()
        .map(pod -> pod.nodeName() + "=" + pod.labels().get("version"))
        .sorted()
        .toList();
  }

  @Test
  void keepsOnePodOnEveryNode() {
    create(log());
    cluster.runTo(5);
    assertThat(placed()).containsExactly("node-1=1", "node-2=1", "node-3=1");
    assertThat(status()).isEqualTo(new DaemonSet.Status(3, 0, 3, 3, 3, 3, 0, 1, 0));

    cluster.addNode("node-4", Labels.EMPTY);
    cluster.runTo(10);
    assertThat(placed()).contains("node-4=1").hasSize(4);
  }

  @Test
  void goesOnlyWhereSelectorAndTaintsLetItAndStaysOnCordonedNodes() {
    PodTemplate plain = template("log", "1");
    PodTemplate onDisks =
        new PodTemplate(
            plain.labels(),
            plain.spec().toBuilder().nodeSelector(Labels.of("disk", "ssd")).build(),
            plain.behavior());
    change("node-1", node -> node.toBuilder().labels(Labels.of("disk", "ssd")).build());
    change("node-2", node -> node.toBuilder().labels(Labels.of("disk", "ssd")).build());
    change(
        "node-1",
        node ->
            node.toBuilder()
                .unschedulable(true)
                .build()
                .withTaint(new Taint(Taint.UNSCHEDULABLE, "", TaintEffect.NO_SCHEDULE)));
    change("node-2", node -> node.withTaint(new Taint("db", "", TaintEffect.NO_SCHEDULE)));
    create(log().template(onDisks));
    cluster.runTo(5);
    assertThat(placed()).containsExactly("node-1=1");

    change("node-2", node -> node.withoutTaint("db", TaintEffect.NO_SCHEDULE));
    cluster.runTo(10);
    assertThat(placed()).containsExactly("node-1=1", "node-2=1");
    // One that is there stays on a node that takes no more; where it may not run it is deleted.
    change("node-2", node -> node.withTaint(new Taint("db", "", TaintEffect.NO_SCHEDULE)));
    cluster.runTo(15);
    assertThat(placed()).containsExactly("node-1=1", "node-2=1");
    assertThat(status().numberMisscheduled()).isEqualTo(1);
    change("node-2", node -> node.withTaint(new Taint("gone", "", TaintEffect.NO_EXECUTE)));
    change("node-1", node -> node.toBuilder().labels(Labels.EMPTY).build());
    cluster.runTo(20);
    assertThat(placed()).isEmpty();
  }

  @Test
  void podsPutUpWithNodesInTrouble() {
    create(log());
    cluster.runTo(5);
    change(
        "node-1", node -> node.withTaint(new Taint(Taint.NOT_READY, "", TaintEffect.NO_EXECUTE)));
    change(
        "node-2", node -> node.withTaint(new Taint(Taint.UNREACHABLE, "", TaintEffect.NO_EXECUTE)));
    cluster.runTo(10);
    assertThat(placed()).hasSize(3);
    Pod pod = cluster.pods(other -> other.nodeName().equals("node-1")).get(0);
    assertThat(pod.spec().tolerations())
        .extracting(toleration -> toleration.key() + ":" + toleration.effect())
        .containsExactly(
            "node.kubernetes.io/not-ready:NO_EXECUTE",
            "node.kubernetes.io/unreachable:NO_EXECUTE",
            "node.kubernetes.io/disk-pressure:NO_SCHEDULE",
            "node.kubernetes.io/memory-pressure:NO_SCHEDULE",
            "node.kubernetes.io/pid-pressure:NO_SCHEDULE",
            "node.kubernetes.io/unschedulable:NO_SCHEDULE");
  }

  @Test
  void updatesAsManyNodesAtATimeAsMayBeUnavailable() {
    create(log());
    cluster.runTo(5);
    declare(spec -> spec.template(template("log", "2")));
    cluster.runTo(5.5);
    assertThat(placed()).containsExactly("node-2=1", "node-3=1");
    cluster.runTo(8.5);
    assertThat(placed()).containsExactly("node-1=2", "node-3=1");
    cluster.runTo(20);
    assertThat(placed()).containsExactly("node-1=2", "node-2=2", "node-3=2");
    assertThat(status().updatedNumberScheduled()).isEqualTo(3);

    declare(spec -> spec.template(template("log", "3")).maxUnavailable(IntOrPercent.ofPercent(50)));
    cluster.runTo(20.5);
    assertThat(placed()).containsExactly("node-3=2"); // Half of 3, rounded up.
  }

  @Test
  void aBrokenUpdateStopsAtTheFirstNode() {
    create(log());
    cluster.runTo(5);
    declare(spec -> spec.template(brokenTemplate("log", "2")));
    cluster.runTo(100);
    assertThat(placed()).containsExactly("node-1=2", "node-2=1", "node-3=1");
    declare(spec -> spec.template(template("log", "1")));
    cluster.runTo(200);
    assertThat(placed()).containsExactly("node-1=1", "node-2=1", "node-3=1");
  }

  @Test
  void surgesBeforeItDeletes() {
    create(log().maxSurge(IntOrPercent.of(1)).maxUnavailable(IntOrPercent.of(0)));
    cluster.runTo(5);
    cluster.onPods(
        () ->
            assertThat(cluster.pods(pod -> pod.ready() && !pod.isTerminating()))
                .hasSizeGreaterThanOrEqualTo(3));
    declare(spec -> spec.template(template("log", "2")));
    cluster.runTo(5.5);
    assertThat(placed()).containsExactly("node-1=1", "node-1=2", "node-2=1", "node-3=1");
    cluster.runTo(30);
    assertThat(placed()).containsExactly("node-1=2", "node-2=2", "node-3=2");
  }

  @Test
  void updatesOnDeleteOnlyWhatIsDeleted() {
    create(log().updateStrategy(UpdateStrategy.ON_DELETE));
    cluster.runTo(5);
    declare(spec -> spec.template(template("log", "2")));
    cluster.runTo(10);
    assertThat(placed()).containsExactly("node-1=1", "node-2=1", "node-3=1");
    Pod pod = cluster.pods(other -> other.nodeName().equals("node-2")).get(0);
    cluster.api.deletePod(pod, SECOND).orThrow();
    cluster.runTo(20);
    assertThat(placed()).containsExactly("node-1=1", "node-2=2", "node-3=1");
  }

  @Test
  void failedPodsAreReplacedAtOnceThenLaterAndLater() {
    create(log());
    cluster.runTo(100);
    for (int at : List.of(100, 101, 102, 104)) {
      cluster.runTo(at);
      fail("node-1");
      cluster.runTo(at + 0.1);
    }
    // The delays: none, then 1 s, 2 s, so that the fourth failure waits for 4 s from when it is
    // seen.
    assertThat(placed()).hasSize(2);
    cluster.runTo(107.9);
    assertThat(placed()).hasSize(2);
    cluster.runTo(108);
    assertThat(placed()).hasSize(3);
  }

  private void fail(String node) {
    Pod pod =
        cluster.pods(other -> other.nodeName().equals(node) && !other.phase().isTerminal()).get(0);
    cluster.nodes.fail(pod.name());
  }

  @Test
  void podsThatWaitForANodeThatIsGoneAreDeleted() {
    create(log());
    cluster.nodes.readyNanos = 10 * SECOND;
    cluster.addNode("node-4", Labels.EMPTY);
    cluster.api.nodes().delete("node-4").orThrow();
    cluster.runTo(20);
    assertThat(placed()).containsExactly("node-1=1", "node-2=1", "node-3=1");
  }
}
