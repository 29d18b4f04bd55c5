package io.towtank.control;

import static io.towtank.testing.ControlCluster.SECOND;
import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.Propagation;
import io.towtank.model.ReplicaSet;
import io.towtank.model.Replicated;
import io.towtank.model.ReplicationController;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceQuota;
import io.towtank.testing.ControlCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicaSetControllerTest {
  private final ControlCluster cluster = new ControlCluster();

  private void create(int replicas, long minReadyNanos) {
    cluster
        .api
        .replicaSets()
        .create(
            new ReplicaSet(
                ObjectMeta.of("default", "web"),
                new Replicated.Spec(
                    selector("web"), replicas, minReadyNanos, template("web", "1"))))
        .orThrow();
  }

  private ReplicaSet set() {
    ReplicaSet set = cluster.api.replicaSets().get("default/web");
    if (set == null) {
      throw new AssertionError("web is gone");
    }
    return set;
  }

  private void scale(int replicas) {
    cluster
        .api
        .replicaSets()
        .update("default/web", set -> set.withSpec(set.spec().withReplicas(replicas)))
        .orThrow();
  }

  private static Pod bare(String name, String app) {
    return Pod.builder(name, template(app, "1").spec()).labels(Labels.of("app", app)).build();
  }

  @Test
  void makesAsManyPodsAsDeclaredAndReplacesThoseThatEnd() {
    create(3, 0);
    cluster.runTo(5);
    assertThat(cluster.podNames()).hasSize(3).allMatch(name -> name.matches("web-[a-z0-9]{5}"));
    assertThat(set().status()).isEqualTo(new Replicated.Status(3, 3, 3, 3, 1));

    cluster.nodes.fail(cluster.podNames().get(0));
    cluster.runTo(10);
    assertThat(cluster.versions()).isEqualTo(Map.of("1", 3));
    assertThat(cluster.podNames()).hasSize(4); // The failed one stays for the pod collector.

    scale(1);
    cluster.runTo(15);
    assertThat(cluster.versions()).isEqualTo(Map.of("1", 1));
    assertThat(set().status()).isEqualTo(new Replicated.Status(1, 1, 1, 1, 2));
  }

  @Test
  void adoptsOrphansThatItSelectsAndReleasesPodsThatItNoLongerSelects() {
    cluster.api.pods().create(bare("orphan", "web")).orThrow();
    cluster.api.pods().create(bare("stranger", "db")).orThrow();
    create(2, 0);
    cluster.runTo(5);
    assertThat(cluster.podNames()).hasSize(3).contains("orphan", "stranger");
    assertThat(set().status().replicas()).isEqualTo(2);
    assertThat(set().status().fullyLabeledReplicas()).isEqualTo(1);

    cluster
        .api
        .pods()
        .update(
            "default/orphan", pod -> pod.toBuilder().labels(Labels.of("app", "quarantine")).build())
        .orThrow();
    cluster.runTo(10);
    assertThat(cluster.podNames()).hasSize(4);
    assertThat(cluster.pods(pod -> pod.owner() == null))
        .extracting(Pod::name)
        .containsExactly("orphan", "stranger");
  }

  @Test
  void countsAPodAsAvailableOnceItHasBeenReadyForLongEnough() {
    create(1, 10 * SECOND);
    cluster.runTo(11);
    assertThat(set().status()).isEqualTo(new Replicated.Status(1, 1, 1, 0, 1));
    cluster.runTo(12);
    assertThat(set().status()).isEqualTo(new Replicated.Status(1, 1, 1, 1, 1));
  }

  @Test
  void triesAgainWhereAQuotaRefusesPods() {
    cluster
        .api
        .resourceQuotas()
        .create(
            new ResourceQuota(
                ObjectMeta.of("default", "few"),
                new ResourceQuota.Spec(ResourceList.of(Map.of("pods", 2L)), List.of())))
        .orThrow();
    create(5, 0);
    cluster.runTo(20);
    assertThat(cluster.podNames()).hasSize(2);

    cluster.api.resourceQuotas().delete("default/few").orThrow();
    // Retries come 5 ms, 10 ms, 20 ms ... apart, so that the next is not further away than this.
    cluster.runTo(45);
    assertThat(cluster.podNames()).hasSize(5);
  }

  @Test
  void goesOnOnceTheApiCanWriteAgain() {
    create(3, 0);
    cluster.runTo(10);
    String victim = cluster.podNames().get(0);
    cluster.api.pods().delete("default/" + victim).orThrow();
    cluster.api.setMode(ApiServer.Mode.READ_ONLY);
    cluster.runTo(30);
    assertThat(cluster.podNames()).hasSize(2);

    cluster.api.setMode(ApiServer.Mode.UP);
    cluster.runTo(60);
    assertThat(cluster.podNames()).hasSize(3);
    assertThat(set().status().readyReplicas()).isEqualTo(3);
  }

  @Test
  void deletesPodsOnCrowdedNodesFirst() {
    create(2, 0);
    cluster.runTo(5);
    // The two stand on node-1 and node-2; two more of the family come to node-3 and node-1.
    scale(4);
    cluster.runTo(10);
    assertThat(cluster.pods(pod -> pod.nodeName().equals("node-1"))).hasSize(2);
    scale(3);
    cluster.runTo(15);
    assertThat(cluster.pods(pod -> true))
        .extracting(Pod::nodeName)
        .containsExactlyInAnyOrder("node-1", "node-2", "node-3");
  }

  @Test
  void leavesPodsAloneThatOthersOwn() {
    create(2, 0);
    cluster
        .api
        .replicaSets()
        .create(
            new ReplicaSet(
                ObjectMeta.of("default", "twin"),
                new Replicated.Spec(selector("web"), 2, 0, template("web", "2"))))
        .orThrow();
    cluster.runTo(10);
    assertThat(cluster.versions()).isEqualTo(Map.of("1", 2, "2", 2));
  }

  @Test
  void makesNoPodsOnceItIsBeingDeleted() {
    create(2, 0);
    cluster.runTo(5);
    cluster.api.delete(cluster.api.replicaSets(), "default/web", Propagation.FOREGROUND).orThrow();
    cluster.api.pods().delete("default/" + cluster.podNames().get(0)).orThrow();
    cluster.runTo(10);
    assertThat(cluster.podNames()).hasSize(1);
  }

  @Test
  void replicationControllersFollowTheSameRules() {
    cluster
        .api
        .replicationControllers()
        .create(
            new ReplicationController(
                ObjectMeta.of("default", "old"),
                new Replicated.Spec(selector("old"), 3, 0, template("old", "1"))))
        .orThrow();
    cluster.runTo(5);
    assertThat(cluster.versions()).isEqualTo(Map.of("1", 3));
    cluster.nodes.fail(cluster.podNames().get(0));
    cluster.runTo(10);
    assertThat(cluster.versions()).isEqualTo(Map.of("1", 3));
    assertThat(cluster.api.replicationControllers().get("default/old"))
        .extracting(controller -> controller.status().availableReplicas())
        .isEqualTo(3);
  }
}
