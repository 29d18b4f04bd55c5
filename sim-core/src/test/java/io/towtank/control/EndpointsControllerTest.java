package io.towtank.control;

import static io.towtank.testing.ControlCluster.SECOND;
import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Endpoints;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.ReplicaSet;
import io.towtank.model.Replicated;
import io.towtank.model.Service;
import io.towtank.testing.ControlCluster;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EndpointsControllerTest {
  private final ControlCluster cluster = new ControlCluster();

  private SortedSet<String> endpoints() {
    Endpoints endpoints = cluster.api.endpoints().get("default/web");
    return endpoints == null ? new TreeSet<>() : endpoints.readyPods();
  }

  @Test
  void followReadinessASecondLater() {
    cluster
        .api
        .replicaSets()
        .create(
            new ReplicaSet(
                ObjectMeta.of("default", "web"),
                new Replicated.Spec(selector("web"), 2, 0, template("web", "1"))))
        .orThrow();
    cluster
        .api
        .services()
        .create(new Service("default", "web", Labels.of("app", "web"), 0))
        .orThrow();
    cluster.runTo(2.9);
    assertThat(endpoints()).isEmpty();
    cluster.runTo(3); // Ready at 2 s.
    assertThat(endpoints()).containsExactlyElementsOf(cluster.podNames());

    Pod pod = cluster.pods(other -> true).get(0);
    cluster.runTo(10);
    cluster.api.deletePod(pod, 30 * SECOND).orThrow();
    cluster.runTo(10.9);
    assertThat(endpoints()).contains(pod.name());
    cluster.runTo(11);
    assertThat(endpoints()).hasSize(1).doesNotContain(pod.name());

    cluster.api.services().delete("default/web").orThrow();
    cluster.runTo(20);
    assertThat(cluster.api.endpoints().list()).isEmpty();
  }

  @Test
  void aServiceWithoutSelectorHasNoneMade() {
    cluster.api.services().create(new Service("default", "web", Labels.EMPTY, 0)).orThrow();
    cluster.runTo(5);
    assertThat(cluster.api.endpoints().list()).isEmpty();
  }
}
