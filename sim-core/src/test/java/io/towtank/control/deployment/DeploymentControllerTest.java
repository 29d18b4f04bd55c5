package io.towtank.control.deployment;

import static io.towtank.testing.ControlCluster.SECOND;
import static io.towtank.testing.ControlCluster.brokenTemplate;
import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.control.WriteFailure;
import io.towtank.model.Deployment;
import io.towtank.model.Deployment.Condition;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.IntOrPercent;
import io.towtank.model.LabelSelector;
import io.towtank.model.NodeCondition;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.ReplicaSet;
import io.towtank.model.Replicated;
import io.towtank.testing.ControlCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentControllerTest {
  private final ControlCluster cluster = new ControlCluster();

  private void create(DeploymentSpec.Builder spec) {
    cluster
        .api
        .deployments()
        .create(new Deployment(ObjectMeta.of("default", "web"), spec.build()))
        .orThrow();
  }

  private static DeploymentSpec.Builder web(int replicas) {
    return DeploymentSpec.builder(selector("web"), template("web", "1")).replicas(replicas);
  }

  private Deployment.Status status() {
    return cluster.deployment("web").status();
  }

  @Test
  void makesOneReplicaSetNamedAndLabelledByItsTemplatesHash() {
    create(web(3));
    cluster.runTo(10);

    String hash = template("web", "1").hash();
    ReplicaSet set = cluster.api.replicaSets().list().iterator().next();
    assertThat(set.name()).isEqualTo("web-" + hash);
    assertThat(set.selector().matches(template("web", "1").labels())).isFalse();
    assertThat(set.selector().matchLabels().get("pod-template-hash")).isEqualTo(hash);
    assertThat(cluster.pods(pod -> hash.equals(pod.labels().get("pod-template-hash")))).hasSize(3);
    assertThat(cluster.podNames()).allMatch(name -> name.startsWith("web-" + hash + "-"));
    assertThat(status().replicas()).isEqualTo(3);
    assertThat(status().updatedReplicas()).isEqualTo(3);
    assertThat(status().availableReplicas()).isEqualTo(3);
    assertThat(status().progressing().reason()).isEqualTo("NewReplicaSetAvailable");
    assertThat(status().available().status()).isEqualTo(NodeCondition.Status.TRUE);
    assertThat(cluster.deployment("web").revision()).isEqualTo(1);
  }

  @Test
  void rollsOutANewTemplateWithinItsLimits() {
    create(web(10).maxSurge(IntOrPercent.of(3)).maxUnavailable(IntOrPercent.of(2)));
    cluster.runTo(10);
    cluster.declare("web", spec -> spec.template(template("web", "2")));
    cluster.runTo(10);

    // 13 at most, 8 available at least: 3 new ones come and 2 old ones go; then 2 more new ones.
    assertThat(cluster.wantedByVersion()).isEqualTo(Map.of("1", 8, "2", 5));
    cluster.runTo(12);
    // The five new ones are ready: five old ones go, and room for five new ones is there.
    assertThat(cluster.wantedByVersion()).isEqualTo(Map.of("1", 3, "2", 10));
    cluster.runTo(30);
    assertThat(cluster.versions()).isEqualTo(Map.of("2", 10));
    assertThat(cluster.deployment("web").revision()).isEqualTo(2);
    assertThat(status().progressing().reason()).isEqualTo("NewReplicaSetAvailable");
  }

  @Test
  void neverGoesBelowItsMinimumNorAboveItsMaximum() {
    create(
        web(7)
            .maxSurge(IntOrPercent.ofPercent(25))
            .maxUnavailable(IntOrPercent.ofPercent(25))
            .minReadyNanos(3 * SECOND));
    cluster.runTo(20);
    cluster.onPods(
        () -> {
          long now = cluster.simulation.now();
          List<Pod> alive = cluster.pods(pod -> !pod.isTerminating());
          long available = alive.stream().filter(pod -> pod.isAvailable(now, 3 * SECOND)).count();
          if (!alive.isEmpty()) {
            assertThat(alive).hasSizeLessThanOrEqualTo(9); // A quarter of 7 rounded up is 2,
            assertThat(available).isGreaterThanOrEqualTo(6); // and rounded down it is 1.
          }
        });
    cluster.declare("web", spec -> spec.template(template("web", "2")));
    cluster.runTo(22);
    cluster.declare("web", spec -> spec.template(template("web", "3")));
    cluster.runTo(100);
    assertThat(cluster.versions()).isEqualTo(Map.of("3", 7));
  }

  @Test
  void scalesInProportionInTheMidstOfAnUpdate() {
    // The example of the Kubernetes documentation, "Proportional scaling": 10 replicas, surge 3,
    // unavailable 2, an update that hangs, then 15 replicas.
    create(web(10).maxSurge(IntOrPercent.of(3)).maxUnavailable(IntOrPercent.of(2)));
    cluster.runTo(10);
    cluster.declare("web", spec -> spec.template(brokenTemplate("web", "2")));
    cluster.runTo(20);
    assertThat(cluster.wantedByVersion()).isEqualTo(Map.of("1", 8, "2", 5));

    cluster.declare("web", spec -> spec.replicas(15));
    cluster.runTo(20);

    assertThat(cluster.wantedByVersion()).isEqualTo(Map.of("1", 11, "2", 7));
  }

  @Test
  void cleansUpUnhealthyPodsOfAHangingUpdateWhenTheNextOneComes() {
    create(web(10).maxSurge(IntOrPercent.of(3)).maxUnavailable(IntOrPercent.of(2)));
    cluster.runTo(10);
    cluster.declare("web", spec -> spec.template(brokenTemplate("web", "2")));
    cluster.runTo(20);
    cluster.declare("web", spec -> spec.template(template("web", "3")));
    cluster.runTo(20);

    // 13 are there already: the five that never worked go first, so that five new ones can come.
    assertThat(cluster.wantedByVersion()).isEqualTo(Map.of("1", 8, "2", 0, "3", 5));
    cluster.runTo(60);
    assertThat(cluster.versions()).isEqualTo(Map.of("3", 10));
  }

  @Test
  void recreatesOnlyWhenAllOldPodsAreGone() {
    create(web(4).strategy(DeploymentSpec.Strategy.RECREATE));
    cluster.runTo(10);
    cluster.declare("web", spec -> spec.template(template("web", "2")));
    cluster.runTo(10.5);
    assertThat(cluster.wantedByVersion()).isEqualTo(Map.of("1", 0));
    assertThat(cluster.versions()).isEmpty();
    assertThat(cluster.podNames()).hasSize(4);

    cluster.runTo(11);
    assertThat(cluster.versions()).isEqualTo(Map.of("2", 4));
    cluster.runTo(20);
    assertThat(status().progressing().reason()).isEqualTo("NewReplicaSetAvailable");
  }

  @Test
  void saysThatItMakesNoProgressAfterItsDeadline() {
    create(web(2).progressDeadlineNanos(60 * SECOND));
    cluster.runTo(10);
    cluster.declare("web", spec -> spec.template(brokenTemplate("web", "2")));
    cluster.runTo(70);
    assertThat(status().progressing().reason()).isEqualTo("ReplicaSetUpdated");
    cluster.runTo(71);
    assertThat(status().progressing().reason()).isEqualTo("ProgressDeadlineExceeded");
    assertThat(status().progressing().status()).isEqualTo(NodeCondition.Status.FALSE);
    assertThat(status().progressing().lastTransitionNanos()).isEqualTo(71 * SECOND);

    cluster.declare("web", spec -> spec.template(template("web", "3")));
    cluster.runTo(90);
    assertThat(status().progressing().reason()).isEqualTo("NewReplicaSetAvailable");
  }

  @Test
  void leavesANewTemplateAloneWhilePausedButScales() {
    create(web(3));
    cluster.runTo(10);
    cluster.declare("web", spec -> spec.paused(true).template(template("web", "2")).replicas(5));
    cluster.runTo(20);
    assertThat(cluster.versions()).isEqualTo(Map.of("1", 5));
    assertThat(status().progressing().reason()).isEqualTo(Condition.DEPLOYMENT_PAUSED);

    cluster.declare("web", spec -> spec.paused(false));
    cluster.runTo(40);
    assertThat(cluster.versions()).isEqualTo(Map.of("2", 5));
  }

  @Test
  void rollsBackToAnEarlierRevision() throws WriteFailure {
    create(web(3));
    cluster.runTo(10);
    cluster.declare("web", spec -> spec.template(template("web", "2")));
    cluster.runTo(30);
    cluster.declare("web", spec -> spec.template(brokenTemplate("web", "3")));
    cluster.runTo(50);
    assertThat(cluster.deployment("web").revision()).isEqualTo(3);

    Rollback.undo(cluster.api, cluster.deployment("web"), 0).orThrow();
    cluster.runTo(70);
    assertThat(cluster.versions()).isEqualTo(Map.of("2", 3));
    assertThat(cluster.deployment("web").revision()).isEqualTo(4);
    Rollback.undo(cluster.api, cluster.deployment("web"), 1).orThrow();
    cluster.runTo(90);
    assertThat(cluster.versions()).isEqualTo(Map.of("1", 3));
    assertThat(cluster.deployment("web").revision()).isEqualTo(5);
    assertThatThrownBy(() -> Rollback.undo(cluster.api, cluster.deployment("web"), 2))
        .hasMessage("deployment default/web has no revision 2");
  }

  @Test
  void keepsAsManyOldRevisionsAsDeclared() {
    create(web(1).revisionHistoryLimit(2));
    cluster.runTo(10);
    for (int version = 2; version <= 5; version++) {
      String name = String.valueOf(version);
      cluster.declare("web", spec -> spec.template(template("web", name)));
      cluster.runTo(20.0 * version);
    }
    assertThat(cluster.wantedByVersion()).isEqualTo(Map.of("3", 0, "4", 0, "5", 1));
  }

  @Test
  void adoptsReplicaSetsAndReleasesThem() {
    LabelSelector both = selector("web").withLabels(Map.of("track", "stable"));
    cluster
        .api
        .replicaSets()
        .create(
            new ReplicaSet(
                ObjectMeta.of("default", "older")
                    .withLabels(template("web", "1").withLabel("track", "stable").labels()),
                new Replicated.Spec(both, 2, 0, template("web", "1").withLabel("track", "stable"))))
        .orThrow();
    cluster.runTo(10);
    create(web(2).template(template("web", "1").withLabel("track", "stable")));
    cluster.runTo(20);
    // It makes pods of the very template, so that no other replica set is needed.
    assertThat(cluster.api.replicaSets().list()).hasSize(1);
    assertThat(status().updatedReplicas()).isEqualTo(2);

    cluster
        .api
        .replicaSets()
        .update(
            "default/older",
            set -> set.withMeta(set.meta().withLabels(template("other", "1").labels())))
        .orThrow();
    cluster.runTo(30);
    assertThat(cluster.api.replicaSets().list()).hasSize(2);
    assertThat(cluster.api.replicaSets().get("default/older"))
        .extracting(set -> set.meta().owner())
        .isNull();
    assertThat(status().replicas()).isEqualTo(2);
    assertThat(cluster.podNames()).hasSize(4);
  }

  @Test
  void takesAnotherNameWhereAReplicaSetOfThatNameIsNotItsOwn() {
    String hash = template("web", "1").hash();
    cluster
        .api
        .replicaSets()
        .create(new ReplicaSet("default", "web-" + hash, selector("other"), 0))
        .orThrow();
    create(web(2));
    cluster.runTo(10);
    assertThat(status().collisionCount()).isEqualTo(1);
    assertThat(status().availableReplicas()).isEqualTo(2);
    assertThat(cluster.api.replicaSets().list()).hasSize(2);
  }
}
