package io.towtank.control.garbage;

import static io.towtank.testing.ControlCluster.SECOND;
import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.ControlOptions;
import io.towtank.control.runtime.Controller;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.Propagation;
import io.towtank.testing.ControlCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
  private final ControlCluster cluster = new ControlCluster();
  private final ApiServer api = cluster.api;
  private final Controller collector;

  GarbageCollectorTest() {
    ControlContext context = ControlContext.of(cluster.simulation, api, ControlOptions.DEFAULT);
    collector = new GarbageCollector(context).controller();
    cluster.manager.add(collector);
    cluster.manager.add(new NamespaceController(context).controller());
    cluster.nodes.endNanos = 3 * SECOND;
    create("default");
    cluster.runTo(10);
  }

  private void create(String namespace) {
    api.deployments()
        .create(
            new Deployment(
                ObjectMeta.of(namespace, "web"),
                DeploymentSpec.builder(selector("web"), template("web", "1")).replicas(3).build()))
        .orThrow();
  }

  private List<Integer> counts() {
    return List.of(api.deployments().size(), api.replicaSets().size(), api.pods().size());
  }

  private void delete(Propagation propagation) {
    api.delete(api.deployments(), "default/web", propagation).orThrow();
  }

  @Test
  void inTheBackgroundTheOwnerGoesFirst() {
    delete(Propagation.BACKGROUND);
    cluster.runTo(10.5);
    assertThat(counts()).containsExactly(0, 0, 3);
    assertThat(cluster.pods(Pod::isTerminating)).hasSize(3);
    cluster.runTo(14);
    assertThat(counts()).containsExactly(0, 0, 0);
  }

  @Test
  void inTheForegroundTheOwnerGoesLast() {
    delete(Propagation.FOREGROUND);
    cluster.runTo(12.5);
    assertThat(counts()).containsExactly(1, 1, 3);
    assertThat(cluster.pods(Pod::isTerminating)).hasSize(3);
    cluster.runTo(14);
    assertThat(counts()).containsExactly(0, 0, 0);
  }

  @Test
  void orphansStay() {
    delete(Propagation.ORPHAN);
    cluster.runTo(20);
    assertThat(counts()).containsExactly(0, 1, 3);
    assertThat(api.replicaSets().list().iterator().next().meta().owner()).isNull();
    assertThat(cluster.pods(Pod::ready)).hasSize(3);
  }

  @Test
  void ownerOfTheSameNameIsNotTheSame() {
    String name = api.replicaSets().list().iterator().next().name();
    Pod stray =
        template("stray", "1")
            .pod("default", "stray", new OwnerReference("ReplicaSet", name, 999))
            .build();
    api.pods().create(stray).orThrow();
    cluster.runTo(20);
    assertThat(api.pods().get("default/stray")).isNull();
    assertThat(counts()).containsExactly(1, 1, 3);
  }

  @Test
  void ownersOfWhichLittleIsKnownAreTakenToBeThere() {
    for (OwnerReference owner :
        List.of(new OwnerReference("PaiJob", "a", 7), new OwnerReference("Job", "b"))) {
      api.pods().create(template("x", "1").pod("default", owner.name(), owner).build()).orThrow();
    }
    collector.stop();
    collector.start();
    cluster.runTo(20);
    assertThat(api.pods().size()).isEqualTo(5);
  }

  @Test
  void whatWasMissedIsMadeGood() {
    collector.stop();
    delete(Propagation.BACKGROUND);
    cluster.runTo(20);
    assertThat(counts()).containsExactly(0, 1, 3);
    cluster.at(20, () -> api.setMode(ApiServer.Mode.READ_ONLY));
    cluster.at(21, collector::start);
    cluster.at(30, () -> api.setMode(ApiServer.Mode.UP));
    cluster.runTo(29);
    assertThat(counts()).containsExactly(0, 1, 3);
    cluster.runTo(60);
    assertThat(counts()).containsExactly(0, 0, 0);
  }

  @Test
  void namespaceTakesAllAlong() {
    api.namespaces().create(new Namespace("shop", Labels.EMPTY, 0)).orThrow();
    create("shop");
    cluster.runTo(20);
    assertThat(counts()).containsExactly(2, 2, 6);
    api.namespaces().delete("shop").orThrow();
    cluster.runTo(30);
    assertThat(counts()).containsExactly(1, 1, 3);
    WriteResult<Pod> refused =
        api.pods().create(Pod.builder("late", template("x", "1").spec()).namespace("shop").build());
    assertThat(refused.code()).isEqualTo(WriteResult.Code.REFUSED);
  }
}
