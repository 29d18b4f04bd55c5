package io.towtank.plugins.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Container;
import io.towtank.model.ContainerImage;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageLocalityTest {
  private final FakeCluster cluster = new FakeCluster();
  private final ImageLocality plugin =
      cluster.create(ImageLocality.class, new ImageLocality.Factory(), Map.of());

  private static Node.Builder node(ContainerImage... images) {
    return FakeCluster.node("node", 1000, 1000).images(List.of(images));
  }

  private static ContainerImage image(String name, long mebibytes) {
    return new ContainerImage(List.of(name), mebibytes * FakeCluster.MIB);
  }

  private static Container container(String image) {
    return new Container("main", image, ResourceList.EMPTY, ResourceList.EMPTY, List.of(), false);
  }

  private static Pod running(String... images) {
    return Pods.of(PodSpec.builder().containers(Stream.of(images).map(i -> container(i)).toList()));
  }

  @BeforeEach
  void addNodes() {
    cluster.add(node(image("db:1", 4000), image("web:latest", 500)));
    cluster.add(node(image("web:latest", 500)));
    cluster.add(node(image("tool:1", 40)));
    cluster.add(node());
  }

  @Test
  void sizeCountsByTheShareOfNodesThatHoldTheImage() {
    // 4000 / 4 nodes reaches the most a container can count
    assertThat(cluster.scores(plugin, running("db:1"))).containsExactly(100, 0, 0, 0);
    // 500 * 2 / 4 = 250: 100 * (250 - 23) / (1000 - 23)
    assertThat(cluster.scores(plugin, running("web"))).containsExactly(23, 23, 0, 0);
    // 40 / 4 = 10 is below the least that counts
    assertThat(cluster.scores(plugin, running("tool:1"))).containsExactly(0, 0, 0, 0);
  }

  @Test
  void theBoundGrowsWithTheNumberOfContainers() {
    // 100 * (1250 - 23) / (2000 - 23) and 100 * (250 - 23) / (2000 - 23)
    assertThat(cluster.scores(plugin, running("db:1", "web:latest"))).containsExactly(62, 11, 0, 0);
  }

  @Test
  void initContainersCount() {
    Pod pod =
        Pods.of(
            PodSpec.builder()
                .containers(List.of(container("")))
                .initContainers(List.of(container("db:1"))));

    // 100 * (1000 - 23) / (2000 - 23)
    assertThat(cluster.scores(plugin, pod)).containsExactly(49, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "web,                     web:latest",
    "web:1,                   web:1",
    "host:5000/web,           host:5000/web:latest",
    "host:5000/web:1,         host:5000/web:1",
    "web@sha256:0123,         web@sha256:0123",
  })
  void namesWithoutATagMeanTheLatest(String name, String normalized) {
    assertThat(ImageLocality.normalize(name)).isEqualTo(normalized);
  }
}
