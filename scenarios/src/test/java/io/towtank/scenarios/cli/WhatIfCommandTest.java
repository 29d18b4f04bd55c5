package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WhatIfCommandTest {
  private static final String NODES =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: n1, labels: {topology.kubernetes.io/zone: east, towtank.io/rack: r1}}
      status: {allocatable: {cpu: "2", memory: 8Gi, pods: "10"}}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: n2, labels: {topology.kubernetes.io/zone: east, towtank.io/rack: r2}}
      status: {allocatable: {cpu: "2", memory: 8Gi, pods: "10"}}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: n3, labels: {topology.kubernetes.io/zone: west, towtank.io/rack: r2}}
      status: {allocatable: {cpu: "4", memory: 8Gi, pods: "10"}}
      """;
  private static final String BUDGET =
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web}
      spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
      status: {disruptionsAllowed: 1}
      """;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String snapshot = "";

  @BeforeEach
  void writeSnapshot() throws IOException {
    Path file = directory.resolve("cluster.yaml");
    Files.writeString(
        file,
        String.join(
            "---\n",
            NODES,
            BUDGET,
            pod("web-1", "n1", "ReplicaSet", "web", "cpu: 500m"),
            pod("web-2", "n1", "ReplicaSet", "web", "cpu: 500m"),
            pod("db-0", "n3", "StatefulSet", "db", "cpu: '3'"),
            pod("log-1", "n1", "DaemonSet", "log", "cpu: 100m"),
            pod("kube-proxy-n1", "n1", "Node", "n1", "cpu: 100m"),
            pod("by-hand", "n2", "", "", "cpu: 100m"),
            pod("waiting", "", "ReplicaSet", "web", "cpu: '9'")));
    snapshot = file.toString();
  }

  private static String pod(
      String name, String node, String ownerKind, String owner, String requests) {
    String owners =
        ownerKind.isEmpty()
            ? ""
            : ", ownerReferences: [{kind: %s, name: %s, uid: u, controller: true}]"
                .formatted(ownerKind, owner);
    String nodeName = node.isEmpty() ? "" : "nodeName: " + node + ", ";
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {app: %s}%s}
    spec: {%scontainers: [{name: main, resources: {requests: {%s}}}]}
    """
        .formatted(name, owner.isEmpty() ? "none" : owner, owners, nodeName, requests);
  }

  private int whatIf(String... arguments) {
    List<String> all = new ArrayList<>(List.of("what-if"));
    all.addAll(List.of(arguments));
    return Towtank.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void saysWhereThePodsOfANodeWouldGo() {
    int code = whatIf(snapshot, "--remove=n1", "--set=scheduler.ties=first");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out)
        .hasToString(
            """
            Without n1: not safe: the disruption budget default/web is violated.
            nodes removed                              1
            nodes left                                 2
            pods evicted                               2
              get another node                         2
            pods of daemon sets and static pods, gone  2
            pods that were pending before, left alone  1

            evicted        controller      priority  from  to
            default/web-1  ReplicaSet web         0  n1    n2
            default/web-2  ReplicaSet web         0  n1    n2

            disruption budget  allowed  evicted  preempted
            default/web              1        2          0  violated
            """);
  }

  @Test
  void saysWhyAPodWouldStayPendingAndWhatWouldBeLost() {
    int code = whatIf(snapshot, "--remove", "n3", "--remove", "n2");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out)
        .hasToString(
            """
            Without n3, n2: not safe: 1 pod stays pending.
            nodes removed                              2
            nodes left                                 1
            pods evicted                               1
              stay pending                             1
            pods lost, for want of a controller        1
            pods that were pending before, left alone  1

            1 pod stays pending: 0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.
              default/db-0 (StatefulSet db), from n3

            1 pod is lost: no controller makes it anew.
              default/by-hand, from n2
            """);
  }

  @Test
  void aPodWithoutAControllerCanBeScheduledAnew() {
    assertThat(whatIf(snapshot, "--remove=n2")).isZero();
    assertThat(out.toString()).startsWith("Without n2: safe, but 1 pod is lost.\n");

    assertThat(whatIf(snapshot, "--remove=n2", "--recreate-bare", "--quiet")).isZero();
    assertThat(out.toString()).contains("Without n2: safe.\n").contains("default/by-hand  ");
  }

  @Test
  void triesEveryNodeAndListsTheUnsafeOnes() {
    int code = whatIf(snapshot, "--each-node");

    assertThat(code).as(err.toString()).isZero();
    assertThat(out)
        .hasToString(
            """
            unsafe node  evicted  pending  preempted  lost  disruption budgets violated
            n1                 2        0          0     0  default/web
            n3                 1        1          0     0

            Without n3, default/db-0 stays pending:
              0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.

            1 of 3 nodes is safe to remove, one at a time; 2 are not.
            1 has pods without a controller, which would be lost; --recreate-bare schedules them anew.
            Look closer: towtank what-if %s --remove n1
            """
                .formatted(snapshot));
  }

  @Test
  void theOutputIsTheSameForAnyNumberOfThreads() {
    assertThat(whatIf(snapshot, "--each=node", "--json", "--threads=1")).isZero();
    String alone = out.toString();
    out.getBuffer().setLength(0);
    assertThat(whatIf(snapshot, "--each-node", "--json", "--threads=3")).isZero();
    assertThat(out).hasToString(alone);
  }

  @Test
  void triesEveryZoneOrRack() {
    assertThat(whatIf(snapshot, "--each=rack", "--json")).isZero();

    JsonNode survey = JsonMapper.builder().build().readTree(out.toString());
    assertThat(survey.get("tried").asInt()).isEqualTo(2);
    assertThat(survey.get("removals").get(1).get("removed").asString()).isEqualTo("rack=r2");
    assertThat(survey.get("removals").get(1).get("nodes").asInt()).isEqualTo(2);
    assertThat(survey.get("removals").get(1).get("pending").asInt()).isEqualTo(1);
  }

  @Test
  void printsJson() {
    assertThat(whatIf(snapshot, "--remove=zone=west", "--json", "--quiet")).isZero();

    JsonNode outcome = JsonMapper.builder().build().readTree(out.toString());
    assertThat(outcome.get("safe").asBoolean()).isFalse();
    assertThat(outcome.get("nodes").toString()).isEqualTo("[\"n3\"]");
    JsonNode pod = outcome.get("evicted").get(0);
    assertThat(pod.get("pod").asString()).isEqualTo("default/db-0");
    assertThat(pod.has("to")).isFalse();
    assertThat(pod.get("message").asString()).startsWith("0/2 nodes are available: ");
  }

  @Test
  void failsIfUnsafeWhereThatIsAskedFor() {
    assertThat(whatIf(snapshot, "--remove=n1", "--fail-if-unsafe")).isEqualTo(1);
    assertThat(whatIf(snapshot, "--each-node", "--fail-if-unsafe")).isEqualTo(1);
    assertThat(whatIf(snapshot, "--remove=n2", "--fail-if-unsafe")).isZero();
  }

  @Test
  void readsADirectoryOfFiles() throws IOException {
    Path dump = directory.resolve("dump");
    Files.createDirectories(dump.resolve("default"));
    Files.writeString(dump.resolve("nodes.yaml"), NODES);
    Files.writeString(
        dump.resolve("default/pods.json"),
        """
        {"kind": "PodList", "apiVersion": "v1", "items": [{
          "metadata": {"name": "web-1", "namespace": "default", "ownerReferences":
            [{"kind": "ReplicaSet", "name": "web", "uid": "u", "controller": true}]},
          "spec": {"nodeName": "n3", "containers":
            [{"name": "main", "resources": {"requests": {"cpu": "1"}}}]}}]}
        """);
    Files.writeString(dump.resolve("events.log"), "no objects here");

    assertThat(whatIf(dump.toString(), "--remove=n3")).as(err.toString()).isZero();

    assertThat(out.toString()).startsWith("Without n3: safe.\n");
  }

  @Test
  void takesAScenarioAsItStandsAtATime() {
    String scenario = "library/node-crash.yaml";
    assertThat(whatIf(scenario, "--each-node")).as(err.toString()).isZero();
    assertThat(out).hasToString("Each of 3 nodes is safe to remove by itself.\n");

    // By then one node has crashed, and its pod runs on another.
    assertThat(whatIf(scenario, "--at=20m", "--remove=node-0001", "--remove=node-0003")).isZero();
    assertThat(out.toString())
        .contains("3 pods stay pending: 0/1 nodes are available: 1 node(s) had untolerated taint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--remove=m1 | --remove: there is no node 'm1' in CLUSTER; did you mean 'n1'?",
        "--remove=zone=wets | --remove: there is no node in zone 'wets' in CLUSTER; did you mean"
            + " 'west'?",
        "--remove=zone= | --remove: there is no node in zone '' in CLUSTER; expected one of east,"
            + " west",
        "--remove=room=1 | --remove: found 'room=1', expected a node, zone=NAME or rack=NAME",
        "--remove=n1 --at=5m | --at: a snapshot has one moment only; expected a scenario",
        "--remove=n1 --rows=0 | --rows: found 0, expected 1 or more",
        "--each=row | --each: found 'row', expected node, zone or rack",
        "--quiet | towtank what-if: missing what to remove: --remove, --each-node or --each (see"
            + " 'towtank what-if --help')",
      })
  void saysWhatIsWrong(String options, String message) {
    List<String> arguments = new ArrayList<>(List.of(snapshot));
    arguments.add("--quiet");
    arguments.addAll(List.of(options.replace("--quiet", "--json").split(" ", -1)));

    assertThat(whatIf(arguments.toArray(String[]::new))).isEqualTo(2);

    assertThat(err).hasToString(message.replace("CLUSTER", snapshot) + "\n");
  }

  @Test
  void saysThatNothingIsOnANode() throws IOException {
    Files.writeString(
        Path.of(snapshot), NODES + "---\n" + pod("waiting", "", "ReplicaSet", "web", "cpu: '9'"));

    assertThat(whatIf(snapshot, "--each-node")).isEqualTo(2);
    assertThat(err)
        .hasToString(snapshot + ": no pod is on a node, so that nothing can be evicted\n");
  }

  @Test
  void saysThatNothingIsLeftAtTheEndOfARun() throws IOException {
    Path scenario = directory.resolve("short.yaml");
    Files.writeString(
        scenario,
        """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: short}
        cluster: {nodes: [{name: n, count: 2, capacity: {cpu: "4", memory: 8Gi}}]}
        workload:
          replay: timed
          generate:
            pods: 3
            interArrival: {constant: 10s}
            templates: [{name: job, requests: {cpu: "1"}, duration: {constant: 1m}}]
        """);

    assertThat(whatIf(scenario.toString(), "--each-node")).isEqualTo(2);
    assertThat(err)
        .hasToString(
            scenario
                + ": no pod is on a node at the end of the run; expected --at with a time at which"
                + " some are\n");

    assertThat(whatIf(scenario.toString(), "--each-node", "--at=35s", "--recreate-bare")).isZero();
    assertThat(out).hasToString("Each of 2 nodes is safe to remove by itself.\n");
  }

  @Test
  void saysThatADirectoryHasNoObjects() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThat(whatIf(empty.toString(), "--each-node")).isEqualTo(2);
    assertThat(err)
        .hasToString(
            empty
                + ": found no file of Kubernetes objects in it; expected some that end in .yaml,"
                + " .yml or .json, or in one of these with .gz or .zst behind it\n");
  }
}
