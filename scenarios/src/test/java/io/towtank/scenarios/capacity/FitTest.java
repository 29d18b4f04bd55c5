package io.towtank.scenarios.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.whatif.RandomCluster;
import io.towtank.scheduling.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many copies fit, on clusters made at random. */
class FitTest {
  private static final int COPIES = 70;
  private static final List<String> PLACEMENTS =
      List.of(
          "",
          "nodeSelector: {disk: ssd}",
          "tolerations: [{operator: Exists}]",
          "hostNetwork: true",
          """
          topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone,
              whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: new}}}]""",
          """
          affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [
              {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: new}}}]}}""",
          """
          affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [
              {topologyKey: topology.kubernetes.io/zone,
               labelSelector: {matchLabels: {app: new}}}]}}""");

  @TempDir private Path directory;

  static Stream<Arguments> clusters() {
    return LongStream.rangeClosed(1, 6)
        .boxed()
        .flatMap(seed -> PLACEMENTS.stream().map(placement -> Arguments.of(seed, placement)));
  }

  private static String pod(String name, String placement) {
    String ports =
        placement.startsWith("hostNetwork") ? "ports: [{containerPort: 80, hostPort: 8081}], " : "";
    String rest = ports.isEmpty() ? placement : "";
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: NAME, labels: {app: new}}
    spec:
      preemptionPolicy: Never
      containers: [{name: main, PORTSresources: {requests: {cpu: 150m, memory: 100Mi}}}]
    REST
    """
        .replace("NAME", name)
        .replace("PORTS", ports)
        .replace("REST", rest.indent(2).stripTrailing());
  }

  private static ClusterState state(Path snapshot, EngineKind engine) {
    return ClusterState.ofSnapshot(
        ScenarioLoader.loadSnapshot(snapshot.toString(), List.of()), options(engine));
  }

  private static RunOptions options(EngineKind engine) {
    return new RunOptions(null, null, null, false, false, engine);
  }

  private FitReport fit(ClusterState state, Path pod) {
    Fit fit = new Fit(state);
    Pod wanted = WantedPod.read(pod.toString(), state);
    return fit.of(fit.admitted(wanted), "new", COPIES, Progress.NONE);
  }

  /** Where a whole run puts copies that all want a node, one after the other. */
  private SortedMap<String, Long> oneByOne(Path snapshot, String placement, EngineKind engine)
      throws IOException {
    List<String> documents = new ArrayList<>(List.of(Files.readString(snapshot)));
    for (int i = 0; i < COPIES; i++) {
      documents.add(pod("new-" + (100 + i), placement));
    }
    Path file = directory.resolve("with-copies.yaml");
    Files.writeString(file, String.join("---\n", documents));
    SortedMap<String, Long> byNode = new TreeMap<>();
    RunRecorder recorder =
        new RunRecorder() {
          @Override
          public void pod(PodRow row) {
            if (row.name().startsWith("new-") && !row.node().isEmpty()) {
              byNode.merge(row.node(), 1L, Long::sum);
            }
          }
        };
    ScenarioRunner.run(
        ScenarioLoader.loadSnapshot(file.toString(), List.of("horizon=10m")),
        options(engine),
        recorder,
        Progress.NONE);
    return byNode;
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void agreesWithASchedulerThatTakesThemOneByOne(long seed, String placement) throws IOException {
    Path snapshot =
        new RandomCluster(seed, false).write(directory.resolve("cluster.yaml"), List.of());
    Path pod = Files.writeString(directory.resolve("pod.yaml"), pod("new", placement));
    for (EngineKind engine : EngineKind.values()) {
      FitReport report = fit(state(snapshot, engine), pod);

      SortedMap<String, Long> found = new TreeMap<>();
      report.perNode().forEach(node -> found.put(node.node(), node.copies()));
      assertThat(found).isEqualTo(oneByOne(snapshot, placement, engine));
      assertThat(report.copies())
          .isEqualTo(found.values().stream().mapToLong(Long::longValue).sum())
          .isLessThanOrEqualTo(report.upperBound());
      assertThat(report.isLimited()).isEqualTo(report.copies() == COPIES);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theBoundIsReachedWherePodsDoNotMindEachOther(long seed) throws IOException {
    Path snapshot =
        new RandomCluster(seed, false).write(directory.resolve("cluster.yaml"), List.of());
    for (String placement : PLACEMENTS.subList(0, 3)) {
      Path pod = Files.writeString(directory.resolve("pod.yaml"), pod("new", placement));
      FitReport report = fit(state(snapshot, EngineKind.FAST), pod);
      if (!report.isLimited()) {
        assertThat(report.copies()).isEqualTo(report.upperBound());
      }
    }
  }

  @Test
  void theClustersAreWorthTrying() throws IOException {
    long copies = 0;
    int full = 0;
    for (long seed = 1; seed <= 6; seed++) {
      Path snapshot =
          new RandomCluster(seed, false).write(directory.resolve("cluster.yaml"), List.of());
      for (String placement : PLACEMENTS) {
        Path pod = Files.writeString(directory.resolve("pod.yaml"), pod("new", placement));
        FitReport report = fit(state(snapshot, EngineKind.FAST), pod);
        copies += report.copies();
        full += report.isLimited() ? 0 : 1;
      }
    }
    assertThat(copies).isGreaterThan(200);
    assertThat(full).isGreaterThan(30);
  }

  @Test
  void aPodOfTheClusterCanBeCopied() {
    Path snapshot = Path.of("library/snapshots/shop.yaml");
    ClusterState state = state(snapshot, EngineKind.FAST);
    Pod web = WantedPod.read("shop/web-5d8c-aaaaa", state);

    FitReport report = new Fit(state).of(web, "web", COPIES, Progress.NONE);

    assertThat(report.copies()).isEqualTo(2);
    assertThat(report.stopReason())
        .isEqualTo(
            "0/3 nodes are available: 1 node(s) had untolerated taint {dedicated: batch}, 2"
                + " Insufficient cpu.");
  }
}
