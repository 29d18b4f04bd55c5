package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.towtank.model.Node;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.CycleState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeResourcesBalancedAllocationTest {
  private final FakeCluster cluster = new FakeCluster();

  private NodeResourcesBalancedAllocation create(Map<String, ?> arguments) {
    return cluster.create(
        NodeResourcesBalancedAllocation.class,
        new NodeResourcesBalancedAllocation.Factory(),
        arguments);
  }

  private static Map<String, ?> resources(String... names) {
    return Map.of("resources", List.of(names).stream().map(n -> Map.of("name", n)).toList());
  }

  @Test
  void twoResourcesScoreByHalfTheirDifference() {
    cluster.add(FakeCluster.node("even", 1000, 1000));
    cluster.add(FakeCluster.node("uneven", 1000, 1000)).holding(Pods.requesting(500, 0));
    cluster.add(FakeCluster.node("overfull", 100, 1000));

    // 20 % and 20 %; 70 % and 20 %; 100 % (not 200 %) and 20 %
    assertThat(cluster.scores(create(Map.of()), Pods.requesting(200, 200)))
        .containsExactly(100, 75, 60);
  }

  @Test
  void moreResourcesScoreByTheirStandardDeviation() {
    cluster.add(
        Node.builder(
            "node", ResourceList.of(1000, 1000).with("ephemeral-storage", 1000).with("pods", 110)));

    // 60 %, 30 % and 0 %: mean 30, deviation sqrt(600) = 24.49
    assertThat(
            cluster.scores(
                create(resources("cpu", "memory", "ephemeral-storage")), Pods.requesting(600, 300)))
        .containsExactly(75);
  }

  @Test
  void oneResourceIsAlwaysBalanced() {
    cluster.add(FakeCluster.node("node", 1000, 1000));

    assertThat(
            cluster.scores(create(resources("cpu", "example.com/fpga")), Pods.requesting(600, 0)))
        .containsExactly(100);
  }

  @Test
  void podsThatRequestNoneOfTheResourcesAreNotScored() {
    NodeResourcesBalancedAllocation plugin = create(Map.of());
    var zero = Pods.of(PodSpec.builder().requests(ResourceList.of(0, 0)));

    assertThat(plugin.preScore(new CycleState(), cluster.info(zero), List.of()).isSkip()).isTrue();
    assertThat(
            plugin
                .preScore(new CycleState(), cluster.info(Pods.requesting(1, 0)), List.of())
                .isSuccess())
        .isTrue();
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(Map.of("resources", List.of(Map.of("name", "cpu", "weight", 2)))))
        .withMessage("resources: the weight must be 1, found 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(resources("cpu", "cpu")))
        .withMessage("resources: 'cpu' stands twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(resources("")))
        .withMessage("resources[0]: the resource has no name");
  }
}
