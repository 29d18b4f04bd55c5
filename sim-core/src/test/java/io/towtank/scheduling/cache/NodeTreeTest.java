package io.towtank.scheduling.cache;

import static io.towtank.scheduling.testing.Objects.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NodeTreeTest {
  private static final String ZONE_BETA = "failure-domain.beta.kubernetes.io/zone";

  private final ClusterCache cache = new ClusterCache(new ResourceIndex());

  private static Node in(String zone, String name) {
    return labelled(name, Map.of(Labels.ZONE, zone));
  }

  private static Node labelled(String name, Map<String, String> labels) {
    return node(name, 1000).toBuilder().labels(Labels.of(new TreeMap<>(labels))).build();
  }

  private NodeTreeTest with(Node... nodes) {
    for (Node node : nodes) {
      cache.addNode(node);
    }
    return this;
  }

  private String order() {
    return String.join(" ", cache.inSearchOrder().stream().map(n -> n.node().name()).toList());
  }

  @Test
  void zonesTakeTurnsInTheOrderInWhichTheyAppeared() {
    with(in("b", "b1"), in("b", "b2"), in("b", "b3"), in("a", "a1"), in("c", "c1"), in("a", "a2"));

    assertThat(order()).isEqualTo("b1 a1 c1 b2 a2 b3");
    assertThat(cache.all()).extracting(n -> n.node().name()).startsWith("b1", "b2", "b3");
  }

  @Test
  void nodesWithoutLabelsAreAZoneOfTheirOwn() {
    with(node("x1", 1), node("x2", 1), in("a", "a1"));

    assertThat(order()).isEqualTo("x1 a1 x2");
  }

  @Test
  void zonesOfOneNameInTwoRegionsAreTwo() {
    with(
        labelled("east1", Map.of(Labels.ZONE, "a", Labels.REGION, "east")),
        labelled("east2", Map.of(Labels.ZONE, "a", Labels.REGION, "east")),
        labelled("west1", Map.of(Labels.ZONE, "a", Labels.REGION, "west")));

    assertThat(order()).isEqualTo("east1 west1 east2");
  }

  @Test
  void theOlderLabelGoesFirst() {
    with(
        labelled("n1", Map.of(Labels.ZONE, "a", ZONE_BETA, "old")),
        labelled("n2", Map.of(Labels.ZONE, "b", ZONE_BETA, "old")),
        in("b", "n3"));

    assertThat(order()).isEqualTo("n1 n3 n2");
  }

  @Test
  void aZoneThatLosesItsLastNodeGoesToTheEndWhenItComesBack() {
    with(in("a", "a1"), in("b", "b1"), in("b", "b2"));
    cache.removeNode("a1");
    assertThat(order()).isEqualTo("b1 b2");

    cache.addNode(in("a", "a1"));
    assertThat(order()).isEqualTo("b1 a1 b2");
  }

  @Test
  void aNodeThatMovesIsMovedWhenTheNextNodeJoinsOrLeaves() {
    with(in("a", "a1"), in("a", "a2"), in("b", "b1"));
    assertThat(order()).isEqualTo("a1 b1 a2");

    cache.updateNode(in("b", "a1"));
    assertThat(order()).isEqualTo("a1 b1 a2");

    cache.addNode(in("c", "c1"));
    assertThat(order()).isEqualTo("a2 b1 c1 a1");
  }
}
