package io.towtank.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.text.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios of the whole loop: what they may say, and what comes of it. */
class WholeLoopTest {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - {name: web, image: web, resources: {requests: {cpu: "1", memory: 1Gi}}}
            topologySpreadConstraints:
              - maxSkew: 1
                topologyKey: kubernetes.io/hostname
                whenUnsatisfiable: ScheduleAnyway
                labelSelector: {matchLabels: {app: web}}
      """;
  private static final String SCENARIO =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: loop}
      horizon: 40m
      cluster:
        nodes: [{name: node, count: 3, capacity: {cpu: "4", memory: 8Gi}}]
        objects: [web.yaml]
      controlPlane: {}
      faults:
        - {fault: node-crash, targets: {names: [node-0002]}, at: [1003s], repair: 15m}
      """;

  @TempDir private Path directory;

  @BeforeEach
  void declare() throws IOException {
    Files.writeString(directory.resolve("web.yaml"), WEB);
  }

  private ScenarioRunner.Result run(String text, List<PodRow> pods) {
    return ScenarioRunner.runWhole(
        ScenarioLoader.parse(directory.resolve("loop.yaml"), "loop.yaml", text),
        new RunOptions(null, null, true, false),
        new RunRecorder() {
          @Override
          public void pod(PodRow row) {
            pods.add(row);
          }
        },
        Progress.NONE);
  }

  private LoopReport reportOf(String text, List<PodRow> pods) {
    return Objects.requireNonNull(run(text, pods).loop());
  }

  @ParameterizedTest
  @CsvSource({
    "1.34, 300, 340, 355",
    "1.32, 300, 340, 355",
    "1.31, 300, 330, 345",
    "1.34,  30,  70,  85"
  })
  void aDeploymentReplacesThePodOfACrashedNodeWhenTheRulesSay(
      String version, int toleration, double least, double most) {
    for (int crash = 1001; crash <= 1010; crash += 3) {
      List<PodRow> pods = new ArrayList<>();
      run(
          SCENARIO
              .replace("1003s", crash + "s")
              .replace(
                  "controlPlane: {}",
                  "controlPlane: {kubernetesVersion: \"%s\", defaultTolerationSeconds: %d}"
                      .formatted(version, toleration)),
          pods);

      List<Double> replacements =
          pods.stream()
              .map(row -> row.createdNanos() / NANOS_PER_SECOND)
              .filter(created -> created > 0)
              .toList();
      assertThat(replacements).hasSize(1);
      assertThat(replacements.get(0) - crash).isBetween(least, most);
    }
  }

  @Test
  void aPodRefusedForEverIsMadeAnewAsFastAsItsKubeletCanTell() throws IOException {
    Files.writeString(
        directory.resolve("web.yaml"),
        WEB.replace("replicas: 3", "replicas: 1")
            .replace("containers:", "nodeSelector: {disk: ssd}\n      containers:"));
    LoopReport report =
        reportOf(
            SCENARIO
                .replace("40m", "10s")
                .replace(
                    "controlPlane: {}",
                    "scheduler: {profile: {plugins: [{name: PrioritySort}, {name: DefaultBinder}]}}"),
            new ArrayList<>());

    assertThat(report.podsEnded()).containsExactly(Map.entry("Failed: NodeAffinity", 500L));
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z,      Etc/UTC,        37800",
    "2026-03-28T22:15:00Z,      Etc/UTC,        44100",
    "2026-03-28T22:15:00+01:00, Etc/UTC,        47700",
    // On 29 March 2026 clocks go from 2:00 to 3:00 in Berlin.
    "2026-03-28T22:15:00+01:00, Europe/Berlin,  40500"
  })
  void cronJobsGoByTheDateAtWhichTheSimulationBegins(String start, String zone, long seconds)
      throws IOException {
    Files.writeString(
        directory.resolve("web.yaml"),
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: report}
        spec:
          schedule: "30 10 * * *"
          timeZone: %s
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: report, image: report}]
        """
            .formatted(zone));
    List<PodRow> pods = new ArrayList<>();
    run(
        SCENARIO
            .replace("40m", "1d")
            .replace("controlPlane: {}", "controlPlane: {startTime: \"" + start + "\"}"),
        pods);

    assertThat(pods)
        .extracting(row -> row.createdNanos() / 1_000_000_000L)
        .containsExactly(seconds);
  }

  @Test
  void whatIsDeclaredIsTrueOnceFaultsHaveEnded() {
    LoopReport report =
        reportOf(
            SCENARIO
                + """
                      - {fault: network-partition, targets: {names: [node/node-0001]}, at: [8m], repair: 9m}
                      - {fault: etcd-members-lost, members: 2, at: [5m], repair: 6m}
                      - {fault: scheduler-leader-lost, at: [16m]}
                      - {fault: container-crash, targets: {count: 1}, at: [12m, 13m]}
                    """,
            new ArrayList<>());
    assertThat(report.workloads())
        .containsExactly(new LoopReport.Workload("Deployment", "default/web", 3, 3, 3));
    assertThat(report.faults()).hasSize(6);
    assertThat(report.restarts()).isEqualTo(2);
  }

  @Test
  void podsOfAWorkloadEndOnceTheyHaveRunForTheirTime() {
    List<PodRow> pods = new ArrayList<>();
    run(
        SCENARIO.replace("faults:", "workload:").replaceAll("(?m)^  - .fault.*$", "")
            + """
                replay: timed
                generate:
                  pods: 5
                  interArrival: 10s
                  templates: [{name: batch, requests: {cpu: 100m}, duration: 30s}]
              """,
        pods);

    assertThat(pods)
        .filteredOn(row -> row.name().startsWith("batch"))
        .hasSize(5)
        .allSatisfy(
            row ->
                assertThat((row.finishedNanos() - row.startedNanos()) / NANOS_PER_SECOND)
                    .isEqualTo(30));
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    String digest = run(SCENARIO, new ArrayList<>()).summary().digest();

    assertThat(run(SCENARIO, new ArrayList<>()).summary().digest()).isEqualTo(digest);
    assertThat(run(SCENARIO + "seed: 2\n", new ArrayList<>()).summary().digest())
        .isNotEqualTo(digest);
  }

  @Test
  void withoutAHorizonARunEndsWhenNothingCanHappen() {
    ScenarioRunner.Result result = run(SCENARIO.replace("horizon: 40m\n", ""), new ArrayList<>());

    assertThat(result.summary().simulatedSeconds()).isBetween(1903.0, 2600.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault: node-crash | fault: node-crush | did you mean 'node-crash'?",
        "repair: 15m | repiar: 15m | unknown field 'repiar' of node-crash; did you mean 'repair'?",
        "repair: 15m | repair: soon | expected a duration with its unit",
        "at: [1003s] | at: [1003] | did you mean '1003s'?",
        "fault: node-crash | fault: etcd-members-lost, members: many | expected a whole number from 1 to 99",
        "at: [1003s] | every: {timeToFailure: {constant: 1h}}, at: [1s] | expected one of at, every, trace",
      })
  void whatIsWrongIsSaidWithItsPlace(String right, String wrong, String message) {
    InputException problem =
        catchThrowableOfType(
            InputException.class, () -> run(SCENARIO.replace(right, wrong), new ArrayList<>()));

    assertThat(problem).hasMessageContaining("loop.yaml:").hasMessageContaining(message);
  }

  @Test
  void targetsThatAreNotThereAreRefused() {
    InputException problem =
        catchThrowableOfType(
            InputException.class,
            () -> run(SCENARIO.replace("node-0002", "node-0009"), new ArrayList<>()));

    assertThat(problem).hasMessageContaining("fault 'node-crash': there is no node 'node-0009'");
  }

  @ParameterizedTest
  @CsvSource({
    "background, '', 3",
    "foreground, '', 3",
    "orphan, ReplicaSet default/web, 0",
  })
  void deletedWorkloadsTakeTheirPodsAlongOrLeaveThem(
      String propagation, String left, long deleted) {
    List<PodRow> pods = new ArrayList<>();
    LoopReport report =
        reportOf(
            SCENARIO
                + """
                    actions:
                      - {at: 5m, delete: deployment/web, propagation: %s}
                    """
                    .formatted(propagation),
            pods);

    assertThat(report.workloads())
        .allSatisfy(one -> assertThat(one.kind() + " " + one.key()).startsWith(left))
        .hasSize(left.isEmpty() ? 0 : 1);
    assertThat(report.podsEnded().getOrDefault("Deleted", 0L)).isEqualTo(deleted);
  }

  @Test
  void podsOfAStatefulSetStayWithTheirVolumes() throws IOException {
    Files.writeString(
        directory.resolve("web.yaml"),
        """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata:
          name: local
          annotations: {storageclass.kubernetes.io/is-default-class: "true"}
        provisioner: csi.example.com
        volumeBindingMode: WaitForFirstConsumer
        allowedTopologies:
          - matchLabelExpressions: [{key: kubernetes.io/hostname, values: [node-0002]}]
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          replicas: 1
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              tolerations: [{operator: Exists}]
              containers: [{name: db, image: db, resources: {requests: {cpu: "1"}}}]
          volumeClaimTemplates:
            - metadata: {name: data}
              spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """);
    List<PodRow> pods = new ArrayList<>();
    LoopReport report = reportOf(SCENARIO + "actions: [{at: 5m, delete: pod/db-0}]\n", pods);

    assertThat(report.workloads())
        .containsExactly(new LoopReport.Workload("StatefulSet", "default/db", 1, 1, 1));
    assertThat(pods).hasSize(2).extracting(PodRow::node).containsOnly("node-0002");
  }

  @Test
  void actionsChangeWhatIsDeclared() {
    List<PodRow> pods = new ArrayList<>();
    LoopReport report =
        reportOf(
            SCENARIO
                + """
                    actions:
                      - {at: 5m, scale: deployment/web, replicas: 5}
                      - {at: 10m, cordon: node-0003}
                    """,
            pods);
    assertThat(report.workloads())
        .containsExactly(new LoopReport.Workload("Deployment", "default/web", 5, 5, 5));
  }
}
