package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnapshotRunTest {
  private static final Path SHOP = Path.of("library/snapshots/shop.yaml");
  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: n1}
      status: {allocatable: {cpu: "2", memory: 8Gi, pods: "10"}}
      """;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int towtank(String... arguments) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private JsonNode run(Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--snapshot", file.toString(), "--check", "--json"));
    arguments.addAll(List.of(more));
    int code = towtank(arguments.toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    return JsonMapper.builder().build().readTree(out.toString());
  }

  private Path file(String... documents) throws IOException {
    Path file = directory.resolve("cluster.yaml");
    Files.writeString(file, String.join("---\n", documents));
    return file;
  }

  private static String pod(String name, String rest) {
    return "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + "}\n" + rest;
  }

  private static String container(String requests) {
    return "containers: [{name: main, resources: {requests: {" + requests + "}}}]";
  }

  /** Node of each pod. */
  private static SortedMap<String, String> nodes(Path results) throws IOException {
    List<String> lines = Files.readAllLines(results.resolve("pods.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    SortedMap<String, String> nodes = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      nodes.put(cells[header.indexOf("name")], cells[header.indexOf("node")]);
    }
    return nodes;
  }

  @Test
  void boundPodsStayAndPendingOnesAreScheduled() throws IOException {
    Path results = directory.resolve("out");

    JsonNode summary = run(SHOP, "--out", results.toString());

    SortedMap<String, String> nodes = nodes(results);
    assertThat(nodes)
        .containsEntry("web-5d8c-aaaaa", "worker-1")
        .containsEntry("web-5d8c-bbbbb", "worker-2")
        .containsEntry("report-1", "batch-1")
        .containsEntry("report-2", "")
        .doesNotContainKey("migrate-1");
    assertThat(nodes.get("web-5d8c-ccccc")).startsWith("worker-");
    JsonNode accounts = summary.get("accounts");
    assertThat(accounts.get("podsSubmitted").asInt()).isEqualTo(5);
    assertThat(accounts.get("podsRunning").asInt()).isEqualTo(4);
    assertThat(accounts.get("rowsRead").asInt()).isEqualTo(14);
    assertThat(accounts.get("rowsUsed").asInt()).isEqualTo(12);
    assertThat(accounts.get("rowsDropped").toString())
        .isEqualTo("{\"objects of kind Deployment (apps/v1)\":1,\"pods that have ended\":1}");
  }

  @Test
  void whatHasNoEffectIsSaidOnStderrAndInTheSummary() {
    JsonNode summary = run(SHOP);

    String skipped =
        "shop.yaml: objects of kind Deployment (apps/v1) are not simulated and have no effect: 1";
    assertThat(summary.get("warnings").toString()).contains(skipped);
    assertThat(err.toString()).contains("towtank: warning: " + skipped);
  }

  @Test
  void aClusterWithNothingPendingIsAtRest() throws IOException {
    JsonNode summary =
        run(file(NODE, pod("a", "spec: {nodeName: n1, " + container("cpu: 1") + "}\n")));

    assertThat(summary.get("accounts").get("podsRunning").asInt()).isEqualTo(1);
    assertThat(summary.get("simulatedSeconds").asDouble()).isZero();
    assertThat(out.toString()).doesNotContain("NaN");
  }

  @Test
  void aNodeMayHoldMoreThanItHas() throws IOException {
    JsonNode summary =
        run(
            file(
                NODE,
                pod("a", "spec: {nodeName: n1, " + container("cpu: 3") + "}\n"),
                pod("b", "spec: {" + container("cpu: 1m") + "}\n"),
                pod("c", "spec: {" + container("") + "}\n")));

    assertThat(summary.get("accounts").get("podsRunning").asInt()).isEqualTo(2);
  }

  @Test
  void aPodThatWasToldToEndMakesRoomForAnother() throws IOException {
    Path snapshot =
        file(
            NODE,
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              creationTimestamp: "2030-01-01T00:00:00Z"
              deletionTimestamp: "2030-01-01T01:00:20Z"
              deletionGracePeriodSeconds: 30
            spec: {nodeName: n1, containers: [{name: main, resources: {requests: {cpu: 2}}}]}
            status: {phase: Running, startTime: "2030-01-01T01:00:00Z"}
            """,
            pod("b", "spec: {" + container("cpu: 2") + "}\n"));
    Path results = directory.resolve("out");

    run(snapshot, "--set", "horizon=2m", "--out", results.toString());

    assertThat(nodes(results)).containsEntry("b", "n1");
    assertThat(Files.readString(results.resolve("pods.csv"))).contains(",20,");
  }

  @Test
  void podsOfOtherSchedulersAreLeftAlone() throws IOException {
    JsonNode summary =
        run(
            file(
                NODE,
                pod("a", "spec: {schedulerName: volcano, " + container("cpu: 1") + "}\n"),
                pod("b", "spec: {" + container("cpu: 1") + "}\n")));

    assertThat(summary.get("accounts").get("podsPending").asInt()).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "pending pods of the scheduler 'volcano', which is not simulated, stay pending: 1");
  }

  @Test
  void whatTheSnapshotLacksIsMadeUpForOrLeftOut() throws IOException {
    JsonNode summary =
        run(
            file(
                NODE,
                """
                kind: Pod
                metadata: {name: a, namespace: shop}
                spec: {priorityClassName: high, priority: 5, containers: [{name: main}]}
                """,
                pod("b", "spec: {nodeName: elsewhere}\n")));

    assertThat(summary.get("accounts").get("podsRunning").asInt()).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "pods name priority classes that are not in it; their own spec.priority counts: 1")
        .contains("pods on nodes that are not in it, left out: 1");
  }

  @Test
  void podsOnTheirWayStartAnew() throws IOException {
    String started = "status: {phase: Pending, startTime: '2030-01-01T01:00:00Z'}\n";
    JsonNode summary =
        run(
            file(
                NODE,
                pod("a", "spec: {" + container("cpu: 100m") + "}\n" + started),
                pod("b", "spec: {nodeName: n1, " + container("cpu: 100m") + "}\n" + started),
                """
                kind: Pod
                metadata: {name: c, deletionTimestamp: "2030-01-01T01:00:00Z"}
                spec: {containers: [{name: main}]}
                """));

    assertThat(summary.get("accounts").get("podsRunning").asInt()).isEqualTo(2);
    assertThat(err.toString()).contains("pods told to end before they had a node, left out: 1");
  }

  @Test
  void aScenarioMayAddAWorkload() throws IOException {
    file(NODE, pod("a", "spec: {nodeName: n1, " + container("cpu: 1") + "}\n"));
    Path scenario = directory.resolve("scenario.yaml");
    Files.writeString(
        scenario,
        """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: more}
        cluster: {snapshot: cluster.yaml}
        workload:
          replay: timed
          generate:
            pods: 3
            interArrival: {constant: 10s}
            templates: [{name: job, requests: {cpu: 1}, duration: {constant: 5s}}]
        """);

    assertThat(towtank("run", scenario.toString(), "--check", "--json"))
        .as(err.toString())
        .isZero();
    JsonNode accounts = JsonMapper.builder().build().readTree(out.toString()).get("accounts");
    assertThat(accounts.get("podsSucceeded").asInt()).isEqualTo(3);
    assertThat(accounts.get("podsRunning").asInt()).isEqualTo(1);
  }

  @Test
  void theDigestIsOfTheSnapshotToo() throws IOException {
    String one = digest(file(NODE, pod("a", "spec: {" + container("cpu: 1") + "}\n")));
    String again = digest(file(NODE, pod("a", "spec: {" + container("cpu: 1") + "}\n")));
    String other = digest(file(NODE, pod("a", "spec: {" + container("cpu: 2") + "}\n")));

    assertThat(again).isEqualTo(one);
    assertThat(other).hasSize(64).isNotEqualTo(one);
  }

  @Test
  void theDigestIsOfTheSchedulersConfigurationToo() throws IOException {
    Path configuration = directory.resolve("scheduler.yaml");
    String text = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";
    Files.writeString(configuration, text);
    String one = digest(SHOP, "--scheduler-config", configuration.toString());
    Files.writeString(configuration, text + "podMaxBackoffSeconds: 20\n");
    String other = digest(SHOP, "--scheduler-config", configuration.toString());

    assertThat(other).hasSize(64).isNotEqualTo(one);
    assertThat(digest(SHOP)).isNotEqualTo(one);
  }

  private String digest(Path snapshot, String... more) {
    out.getBuffer().setLength(0);
    return run(snapshot, more).get("provenance").get("scenarioSha256").asString();
  }

  @Test
  void aSnapshotWithoutPodsToLookAtIsRefused() throws IOException {
    Path snapshot = file(NODE, pod("a", "spec: {nodeName: elsewhere}\n"));

    assertThat(towtank("run", "--snapshot", snapshot.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString().lines())
        .containsExactly(
            "cluster.yaml: found no pod, expected some that are pending or run on its nodes; left"
                + " out: pods on nodes that are not in it: 1");
  }

  @Test
  void aSnapshotThatCannotBeReadIsOneLine() throws IOException {
    Path snapshot = file(NODE, pod("a", "spec: {" + container("cpu: much") + "}\n"));

    assertThat(towtank("run", "--snapshot", snapshot.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString().lines())
        .containsExactly(
            "cluster.yaml: Pod default/a: spec.containers[0].resources.requests.cpu: found 'much',"
                + " expected a quantity such as 500m, 2 or 4Gi, from 0 to 8Ei less one");
  }

  @Test
  void aSnapshotIsGivenInOneWay() {
    assertThat(towtank("run")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(towtank("run", "x.yaml", "--snapshot", "y.yaml")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(towtank("run", "--snapshot", "none.yaml")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString())
        .contains("missing SCENARIO or --snapshot")
        .contains("found both SCENARIO and --snapshot")
        .contains("none.yaml: no such file; expected a cluster's objects, in YAML or JSON");
  }
}
