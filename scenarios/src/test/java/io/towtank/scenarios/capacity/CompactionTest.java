package io.towtank.scenarios.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.load.Services;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.whatif.RandomCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {
  @TempDir private Path directory;

  private ClusterState state(String... documents) throws IOException {
    Path file = directory.resolve("cluster.yaml");
    Files.writeString(file, String.join("---\n", documents));
    return state(file);
  }

  private static ClusterState state(Path file) {
    return ClusterState.ofSnapshot(
        ScenarioLoader.loadSnapshot(file.toString(), List.of()),
        new RunOptions(null, null, false, false));
  }

  private static String node(String name, int cpu) {
    return """
    apiVersion: v1
    kind: Node
    metadata: {name: %s, labels: {kubernetes.io/hostname: %s}}
    status: {allocatable: {cpu: "%d", memory: 8Gi, pods: "10"}}
    """
        .formatted(name, name, cpu);
  }

  private static String pod(String name, String node, String cpu, String owner, String rest) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {app: web}, ownerReferences: [{kind: %s, name: o, uid: u, controller: true}]}
    spec: {nodeName: %s, containers: [{name: main, resources: {requests: {cpu: %s}}}]%s}
    status: {phase: Running}
    """
        .formatted(name, owner, node, cpu, rest);
  }

  @Test
  void halfOfTheNodesAreEnough() throws IOException {
    ClusterState state =
        state(
            node("n1", 2),
            node("n2", 2),
            node("n3", 2),
            node("n4", 2),
            pod("a", "n1", "'1'", "ReplicaSet", ""),
            pod("b", "n2", "'1'", "ReplicaSet", ""),
            pod("c", "n3", "'1'", "ReplicaSet", ""),
            pod("d", "n4", "'1'", "ReplicaSet", ""));
    Compaction compaction = new Compaction(state);

    List<CompactionReport.Trial> trials =
        List.of(compaction.trial(state, 1), compaction.trial(state, 2));

    assertThat(trials)
        .containsExactly(
            new CompactionReport.Trial(1, 2, 2, 0), new CompactionReport.Trial(2, 2, 2, 0));
    assertThat(compaction.result("best-fit", trials).percent().p90()).isEqualTo(50);
  }

  @Test
  void podsOfDaemonSetsComeWithTheirNode() throws IOException {
    // 1.5 of 2 cores are left of each node: one pod each, and so all four nodes are needed.
    List<String> documents = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      documents.add(node("n" + i, 2));
      documents.add(pod("log-" + i, "n" + i, "500m", "DaemonSet", ""));
      documents.add(pod("web-" + i, "n" + i, "'1'", "ReplicaSet", ""));
    }
    ClusterState state = state(documents.toArray(String[]::new));

    assertThat(new Compaction(state).pods()).isEqualTo(4);
    assertThat(new Compaction(state).trial(state, 1).nodes()).isEqualTo(4);
  }

  @Test
  void nodesAreClonedWhereTheyAreTooFew() throws IOException {
    ClusterState state =
        state(
            node("n1", 2),
            pod("a", "n1", "'2'", "ReplicaSet", ""),
            pod("b", "n1", "'2'", "ReplicaSet", ""),
            pod("c", "n1", "'2'", "ReplicaSet", ""));
    Compaction compaction = new Compaction(state);
    CompactionReport.Trial trial = compaction.trial(state, 1);

    assertThat(trial).isEqualTo(new CompactionReport.Trial(1, 3, 3, 0));
    assertThat(compaction.result("any", List.of(trial)).percent().max()).isEqualTo(300);
  }

  @Test
  void antiAffinityOfALargeJobIsAWish() throws IOException {
    String apart =
        ", affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}]}}";
    List<String> documents = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      documents.add(node("n" + i, 2));
    }
    for (int i = 1; i <= 3; i++) {
      documents.add(pod("web-" + i, "n" + i, "500m", "ReplicaSet", apart));
    }
    ClusterState state = state(documents.toArray(String[]::new));

    // Three pods of one controller on four nodes: more than half.
    assertThat(new Compaction(state).trial(state, 1).nodes()).isEqualTo(1);

    documents.add(node("n5", 2));
    documents.add(node("n6", 2));
    ClusterState larger = state(documents.toArray(String[]::new));
    assertThat(new Compaction(larger).trial(larger, 1).nodes()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isNeverBelowItsBoundAndRepeatsItself(long seed) throws IOException {
    Path file = new RandomCluster(seed, false).write(directory.resolve("random.yaml"), List.of());
    ClusterState own = state(file);
    Compaction compaction = new Compaction(own);
    for (String policy : List.of("kubernetes-default", "best-fit", "random", "next-fit")) {
      ClusterState with =
          own.withProfiles(
              List.of(Objects.requireNonNull(Services.policies().get(policy)).profile()));
      for (int number = 1; number <= 3; number++) {
        CompactionReport.Trial trial = compaction.trial(with, number);
        assertThat(trial.nodes()).isGreaterThanOrEqualTo(trial.lowerBoundNodes());
        assertThat(trial.lowerBoundNodes()).isPositive();
        assertThat(new Compaction(state(file)).trial(with, number)).isEqualTo(trial);
      }
    }
  }

  @Test
  void aPercentileIsAValueThatOccurs() {
    List<Double> eleven = new ArrayList<>();
    for (int i = 11; i >= 1; i--) {
      eleven.add((double) i);
    }
    assertThat(Quantiles.of(eleven)).isEqualTo(new Quantiles(1, 3, 6, 9, 10, 11));
  }
}
