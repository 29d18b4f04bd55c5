package io.towtank.scenarios.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.whatif.RandomCluster;
import io.towtank.scheduling.Informers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodesNeededTest {
  private static final RunOptions PLAIN = new RunOptions(null, null, false, false);

  @TempDir private Path directory;

  private NodeTypes types(String text) throws IOException {
    return NodeTypes.read(Files.writeString(directory.resolve("types.yaml"), text));
  }

  private Scenario scenario(String workload) throws IOException {
    Path file = directory.resolve("scenario.yaml");
    Files.writeString(
        file,
        """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: test}
        cluster: {nodes: [{name: n, capacity: {cpu: "4", memory: 8Gi}}]}
        """
            + workload);
    return ScenarioLoader.load(file.toString());
  }

  private NodesReport needed(Scenario scenario, String maxWait) {
    return NodesNeeded.ofScenario(
        scenario, PLAIN, NodeTypes.of(scenario), Duration.parse(maxWait), 100, Progress.NONE);
  }

  /** Ten jobs of 10 min that take a whole node each, one every minute. */
  private static final String JOBS =
      """
      workload:
        replay: timed
        generate:
          pods: 10
          interArrival: {constant: 1m}
          templates: [{name: job, requests: {cpu: "3"}, duration: {constant: 10m}}]
      """;

  @ParameterizedTest
  @CsvSource({"PT0S, 10, 10", "PT1M, 9, 9", "PT10M, 5, 1", "PT100M, 1, 1"})
  void theLongerPodsMayWaitTheFewerNodesTheyNeed(String maxWait, int nodes, int bound)
      throws IOException {
    NodesReport.TypeResult result = needed(scenario(JOBS), maxWait).types().get(0);

    assertThat(result.nodes()).isEqualTo(nodes);
    assertThat(result.lowerBound()).isEqualTo(bound);
  }

  @Test
  void podsThatDoNotShareANodeAreCounted() throws IOException {
    // Sums would allow for three nodes: 4 × 3 of 4 cores.
    NodesReport.TypeResult result =
        needed(
                scenario(
                    """
                    workload:
                      replay: arrival-only
                      generate:
                        pods: 4
                        templates: [{name: big, requests: {cpu: "3"}}]
                    """),
                "PT0S")
            .types()
            .get(0);

    assertThat(result.lowerBound()).isEqualTo(4);
    assertThat(result.nodes()).isEqualTo(4);
    assertThat(result.gapPercent()).isZero();
  }

  @Test
  void aMixIsCheaperThanEachTypeAlone() throws IOException {
    Scenario scenario =
        scenario(
            """
            workload:
              replay: arrival-only
              generate:
                pods: 12
                templates:
                  - {name: wide, requests: {cpu: "8", memory: 1Gi}}
                  - {name: small, requests: {cpu: "1", memory: 1Gi}}
            seed: 3
            scheduler: {policy: best-fit}
            """);
    NodeTypes types =
        types(
            """
            nodeTypes:
              - {name: small, price: 1, capacity: {cpu: "2", memory: 8Gi}}
              - {name: large, price: 5, capacity: {cpu: "8", memory: 32Gi}}
            """);

    NodesReport report =
        NodesNeeded.ofScenario(scenario, PLAIN, types, Duration.ZERO, 100, Progress.NONE);

    NodesReport.TypeResult small = report.types().get(0);
    NodesReport.TypeResult large = report.types().get(1);
    NodesReport.Mix mix = Objects.requireNonNull(report.mix());
    assertThat(small.nodes()).isNull();
    assertThat(small.why()).isEqualTo("some pods can't run on it");
    assertThat(mix.cost()).isLessThan(Objects.requireNonNull(large.cost()));
    assertThat(mix.cost()).isGreaterThanOrEqualTo(mix.lowerBoundCost());
    assertThat(mix.counts()).hasSize(2);
  }

  /** All mixes of up to some nodes are tried, and none that is enough is cheaper than the bound. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noMixIsCheaperThanTheBound(long seed) throws IOException {
    Path snapshot =
        new RandomCluster(seed, false).write(directory.resolve("cluster.yaml"), List.of());
    ClusterState state =
        ClusterState.ofSnapshot(ScenarioLoader.loadSnapshot(snapshot.toString(), List.of()), PLAIN);
    NodeTypes types =
        types(
            """
            nodeTypes:
              - {name: a, price: 1.5, capacity: {cpu: 1500m, memory: 8Gi}, zones: [z0, z1, z2]}
              - {name: b, price: 3.4, capacity: {cpu: 4, memory: 8Gi}, zones: [z0, z1, z2],
                 labels: {disk: ssd}}
            """);

    NodesReport report = NodesNeeded.ofCluster(state, types, 200, Progress.NONE);

    for (NodesReport.TypeResult type : report.types()) {
      Integer nodes = type.nodes();
      assertThat(nodes == null || nodes >= type.lowerBound()).isTrue();
    }
    NodesReport.Mix mix = Objects.requireNonNull(report.mix());
    assertThat(mix.cost()).isGreaterThanOrEqualTo(mix.lowerBoundCost());
    double cheapest = cheapest(state, types);
    assertThat(mix.lowerBoundCost()).isPositive().isLessThanOrEqualTo(cheapest);
    assertThat(mix.cost()).isLessThanOrEqualTo(1.5 * cheapest);
  }

  private static double cheapest(ClusterState state, NodeTypes types) {
    Repacking pods =
        Repacking.of(state, Informers.of(state.api(), 0), true, Double.POSITIVE_INFINITY);
    double cheapest = Double.POSITIVE_INFINITY;
    for (int a = 0; a <= 9; a++) {
      for (int b = 0; b <= 7; b++) {
        double cost = 1.5 * a + 3.4 * b;
        List<Repacking.Machine> machines = new ArrayList<>();
        for (int i = 1; i <= a; i++) {
          machines.add(new Repacking.Machine(types.types().get(0).group(a).node(i), List.of()));
        }
        for (int i = 1; i <= b; i++) {
          machines.add(new Repacking.Machine(types.types().get(1).group(b).node(i), List.of()));
        }
        if (cost > 0
            && cost < cheapest
            && pods.pack(state, machines, state.seed(), 0).count() == 0) {
          cheapest = cost;
        }
      }
    }
    return cheapest;
  }
}
