package io.towtank.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.Labels;
import io.towtank.model.ResourceIndex;
import io.towtank.scenarios.bench.BenchWorkload.BenchTemplate;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BenchClusterTest {
  private static final int NODES = 12;

  @ParameterizedTest
  @EnumSource(BenchWorkload.class)
  void itStaysAsFullAsItWas(BenchWorkload workload) {
    BenchCluster cluster = cluster(workload, 1);
    int before = cluster.podCount();

    decide(cluster, 200);

    assertThat(cluster.checksum().count()).isEqualTo(200);
    assertThat(before - cluster.podCount()).isBetween(0, (int) cluster.refused());
    assertThat(cluster.nodes().stream().mapToInt(node -> node.pods().size()).sum())
        .isEqualTo(cluster.podCount());
  }

  @ParameterizedTest
  @EnumSource(BenchWorkload.class)
  void itsHistoryFollowsFromTheSeed(BenchWorkload workload) {
    assertThat(checksum(workload, 7)).isEqualTo(checksum(workload, 7));
    assertThat(checksum(workload, 7)).isNotEqualTo(checksum(workload, 8));
  }

  @ParameterizedTest
  @CsvSource({"PLAIN,50", "SHAPES,2000", "SPREAD,50", "ANTI_AFFINITY,20"})
  void aWorkloadHasItsNumberOfTemplatesNoTwoAlike(BenchWorkload workload, int count) {
    List<BenchTemplate> templates =
        workload.templates(new RandomStreams(1).stream("test", "templates"));

    assertThat(templates).hasSize(count);
    assertThat(templates.stream().map(BenchTemplate::labels).distinct()).hasSize(count);
  }

  @Test
  void shapesAreDistinct() {
    List<BenchTemplate> templates =
        BenchWorkload.SHAPES.templates(new RandomStreams(1).stream("test", "templates"));

    assertThat(templates.stream().map(each -> each.spec().effectiveRequests()).distinct())
        .hasSizeGreaterThan(1990);
  }

  @Test
  void shapesFillSeventyPercent() {
    double cpuMillis = 0;
    double memoryBytes = 0;
    for (NodeInfo node : cluster(BenchWorkload.SHAPES, 1).nodes()) {
      cpuMillis += node.requested(ResourceIndex.CPU);
      memoryBytes += node.requested(ResourceIndex.MEMORY);
    }

    double share = Math.max(cpuMillis / 32_000, memoryBytes / (128L << 30)) / NODES;
    assertThat(share).isCloseTo(0.65, within(0.06));
  }

  @Test
  void aNodeHoldsNoTemplateTwiceWhereThatIsForbidden() {
    BenchCluster cluster = cluster(BenchWorkload.ANTI_AFFINITY, 1);
    decide(cluster, 100);

    for (NodeInfo node : cluster.nodes()) {
      assertThat(node.pods()).extracting(pod -> pod.pod().labels()).doesNotHaveDuplicates();
    }
  }

  @Test
  void nodesLieInFourZones() {
    assertThat(cluster(BenchWorkload.PLAIN, 1).nodes())
        .extracting(node -> String.valueOf(node.node().labels().get(Labels.ZONE)))
        .startsWith("zone-a", "zone-b", "zone-c", "zone-d", "zone-a");
  }

  @Test
  void aChecksumIsOfTheFirstDecisionsWhateverCameLater() {
    BenchCluster few = cluster(BenchWorkload.PLAIN, 1);
    BenchCluster many = cluster(BenchWorkload.PLAIN, 1);
    decide(few, 40);
    decide(many, 15);
    decide(many, 100);

    assertThat(few.checksum().of(32)).isEqualTo(many.checksum().of(32));
    assertThat(many.checksum().of(64)).isNotEqualTo(many.checksum().of(32));
  }

  private static String checksum(BenchWorkload workload, long seed) {
    BenchCluster cluster = cluster(workload, seed);
    decide(cluster, 64);
    return cluster.checksum().of(64);
  }

  private static BenchCluster cluster(BenchWorkload workload, long seed) {
    return new BenchCluster(BenchEngine.REFERENCE, workload, NODES, seed);
  }

  private static void decide(BenchCluster cluster, int count) {
    cluster.prepare(count);
    cluster.run(count);
  }
}
