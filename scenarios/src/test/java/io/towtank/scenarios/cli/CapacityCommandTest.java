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

class CapacityCommandTest {
  private static final String SHOP = "library/snapshots/shop.yaml";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String types = "";
  private String jobs = "";

  @BeforeEach
  void writeFiles() throws IOException {
    Path file = directory.resolve("types.yaml");
    Files.writeString(
        file,
        """
        nodeTypes:
          - {name: small, price: 0.10, capacity: {cpu: "4", memory: 16Gi}}
          - {name: large, price: 0.36, capacity: {cpu: "16", memory: 64Gi}}
        """);
    types = file.toString();
    Path scenario = directory.resolve("jobs.yaml");
    Files.writeString(
        scenario,
        """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: jobs}
        cluster: {nodes: [{name: n, count: 2, capacity: {cpu: "4", memory: 8Gi}}]}
        workload:
          replay: timed
          generate:
            pods: 10
            interArrival: {constant: 1m}
            templates: [{name: job, requests: {cpu: "3"}, duration: {constant: 10m}}]
        """);
    jobs = scenario.toString();
  }

  private int capacity(String... arguments) {
    List<String> all = new ArrayList<>(List.of("capacity"));
    all.addAll(List.of(arguments));
    return Towtank.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void saysHowManyCopiesFitAndWhyNoMore() {
    assertThat(capacity("fit", SHOP, "--pod=cpu=500m,memory=1Gi", "--quiet"))
        .as(err.toString())
        .isZero();
    assertThat(out)
        .hasToString(
            """
            8 more copies of a pod (cpu 0.5 cores, memory 1 GiB) fit on 3 nodes.
            The next one stays pending: 0/3 nodes are available: 1 node(s) had untolerated taint {dedicated: batch}, 2 Insufficient cpu.
            Upper bound, node by node, whoever places them: 8.

            node      copies
            worker-1       4
            worker-2       4
            """);
  }

  @Test
  void copiesThePodOfAManifest() throws IOException {
    Path manifest = directory.resolve("batch.yaml");
    Files.writeString(
        manifest,
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: batch, namespace: night}
        spec:
          template:
            spec:
              restartPolicy: Never
              tolerations: [{operator: Exists}]
              containers: [{name: main, image: example/a, resources: {limits: {cpu: "3"}}}]
        """);
    assertThat(capacity("fit", SHOP, "--pod", manifest.toString(), "--json", "--max=3"))
        .as(err.toString())
        .isZero();

    JsonNode report = JsonMapper.shared().readTree(out.toString());
    assertThat(report.get("pod").asString()).isEqualTo("night/batch");
    // Limits count where requests are missing.
    assertThat(report.get("requests").get(0).get("amount").asInt()).isEqualTo(3000);
    assertThat(report.get("copies").asInt()).isEqualTo(2);
    assertThat(report.get("upperBound").asInt()).isEqualTo(2);
    assertThat(report.get("perNode").get(0).get("node").asString()).isEqualTo("batch-1");
  }

  @Test
  void stopsAtTheMost() {
    assertThat(capacity("fit", SHOP, "--pod=cpu=100m", "--max=3", "--quiet")).isZero();
    assertThat(out.toString()).startsWith("At least 3 more copies of a pod (cpu 0.1 cores) fit");
  }

  @Test
  void saysWhatIsFree() {
    assertThat(capacity("headroom", SHOP, "--quiet")).as(err.toString()).isZero();
    assertThat(out)
        .hasToString(
            """
            resource  allocatable  requested        free  free %  most on one node  node
            cpu        15.6 cores    3 cores  12.6 cores  80.8 %           8 cores  batch-1
            memory         62 GiB      4 GiB      58 GiB  93.5 %            32 GiB  batch-1
            pods              330          2         328  99.4 %               110  batch-1

            pods like            requests                     there are  more fit  at most
            shop/web-5d8c-aaaaa  cpu 1.5 cores, memory 2 GiB          3         2        2
            shop/report-1        cpu 6 cores, memory 4 GiB            2         1        1
            Each line by itself: what one kind takes is not there for another.
            """);
  }

  @Test
  void saysHowManyNodesCanBeLost() {
    assertThat(capacity("spare", SHOP, "--quiet", "--trials=4")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith(
            """
            N+1: any 1 node can be lost and nothing stays pending (4 choices of nodes tried).
            Without worker-1, worker-2 a pod stays pending: shop/web-5d8c-aaaaa: 0/1 nodes are\
             available: 1 node(s) had untolerated taint {dedicated: batch}.""")
        .contains(
            """
            whichever they are                             1  33.3 %
            the largest first                              2  66.7 %
            """);
  }

  @Test
  void saysThatThereWereTooManyChoices() {
    assertThat(capacity("spare", SHOP, "--quiet", "--trials=4", "--choices=3")).isZero();
    assertThat(out.toString())
        .startsWith(
            "N+1 at least: any 1 node can be lost and nothing stays pending (3 choices of nodes"
                + " tried; for more raise --choices).\n");
  }

  @Test
  void comparesPolicies() {
    String[] arguments = {
      "compaction",
      "library/first-steps.yaml",
      "--at=3h",
      "--policy=kubernetes-default",
      "--policy=random",
      "--trials=3",
      "--quiet"
    };
    assertThat(capacity(arguments)).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("123 pods of 16 nodes packed anew")
        .containsPattern("\nkubernetes-default +3 ")
        .containsPattern("\nrandom +3 ");
  }

  @ParameterizedTest
  @CsvSource({"compaction", "spare"})
  void theNumberOfThreadsChangesNothing(String command) {
    List<String> found = new ArrayList<>();
    for (String threads : List.of("1", "4")) {
      out.getBuffer().setLength(0);
      assertThat(
              capacity(
                  command,
                  "library/first-steps.yaml",
                  "--at=3h",
                  "--json",
                  "--trials=4",
                  "--threads=" + threads))
          .isZero();
      found.add(out.toString());
    }
    assertThat(found.get(0)).isEqualTo(found.get(1)).contains("\"trials\"");
  }

  @Test
  void findsTheFewestNodesForAWaitTarget() {
    assertThat(capacity("nodes", jobs, "--max-wait=10m")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("10 pods, each bound within 10 min:\n")
        .containsPattern("\nn +1 +5 +5 +1 +400.0 % ");
  }

  @Test
  void findsTheCheapestMix() {
    assertThat(capacity("nodes", SHOP, "--node-types", types, "--quiet"))
        .as(err.toString())
        .isZero();
    assertThat(out)
        .hasToString(
            """
            5 pods, none of which waits:
            nodes of one type  price  fewest  cost  lower bound    gap  bound by
            small                0.1    none
            large               0.36       2  0.72            2  0.0 %  sum of cpu
            small: none found: some pods can't run on it
            Cheapest mix found: 1 × small, 1 × large; cost 0.46, lower bound 0.38, gap 21.1 % (2 simulations).
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fit SHOP --pod=cpu=x | --pod: cpu: found 'x', expected an amount such as 500m",
        "fit SHOP --pod=cpux=1 | --pod: unknown resource 'cpux'; did you mean 'cpu'?; others have a"
            + " domain, such as nvidia.com/gpu",
        "fit SHOP --pod=cpu=1,cpu=2 | --pod: found cpu twice",
        "fit SHOP --pod=shop/web-5d8c-aaaa | --pod: there is no file and no pod"
            + " 'shop/web-5d8c-aaaa'; did you mean 'shop/web-5d8c-aaaaa'?",
        "fit SHOP --pod=cpu=1 --max=0 | --max: found 0, expected a number from 1 to 10000000",
        "nodes SHOP | missing --node-types FILE: a snapshot or --at has no node types",
        "nodes SHOP --node-types=TYPES --max-wait=5m | --max-wait: the pods of one moment are packed"
            + " at once and none waits; expected the workload of a scenario, without --at",
        "nodes JOBS --max-wait=soon | --max-wait: found 'soon', expected a time such as 30s or 5m",
        "nodes library/node-crash.yaml | library/node-crash.yaml: found a scenario with controllers,"
            + " full kubelets, faults or actions, expected a plain workload; with --at TIME the pods"
            + " of that moment are packed",
        "spare SHOP --trials=0 | --trials: found 0, expected a number from 1 to 10000",
        "compaction SHOP --policy=bset-fit | --policy: no policy 'bset-fit'; did you mean"
            + " 'best-fit'?",
        "compaction SHOP --policy=best-fit --policy=best-fit | --policy: found best-fit twice",
      })
  void saysWhatIsWrong(String typed, String message) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                typed
                    .strip()
                    .replace("SHOP", SHOP)
                    .replace("TYPES", types)
                    .replace("JOBS", jobs)
                    .split(" ", -1)));
    arguments.add("--quiet");

    assertThat(capacity(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err).hasToString(message.strip() + "\n");
  }

  @Test
  void saysWhatIsWrongWithNodeTypes() throws IOException {
    Files.writeString(
        Path.of(types),
        """
        nodeTypes:
          - {name: a, price: -1, capacity: {cpu: 4}}
          - {name: b, prize: 1, capacity: {cpu: 4}}
        """);
    assertThat(capacity("nodes", SHOP, "--node-types", types)).isEqualTo(2);
    assertThat(err)
        .hasToString(
            types
                + ":2:22: nodeTypes[0].price: found '-1', expected a number from 0 to 1000000000\n"
                + types
                + ":3:15: nodeTypes[1].prize: unknown field 'prize'; did you mean 'price'?\n");
  }

  @Test
  void saysThatAPodFitsNoType() throws IOException {
    Files.writeString(
        Path.of(types), "nodeTypes: [{name: tiny, capacity: {cpu: \"1\", memory: 1Gi}}]\n");
    assertThat(capacity("nodes", jobs, "--node-types", types)).isEqualTo(2);
    assertThat(err)
        .hasToString(jobs + ": pod default/job-1 fits none of the node types, even empty ones\n");
  }

  @Test
  void namesItsCommands() {
    assertThat(capacity()).isZero();
    assertThat(out.toString()).contains("fit", "nodes", "spare", "headroom", "compaction");
  }
}
