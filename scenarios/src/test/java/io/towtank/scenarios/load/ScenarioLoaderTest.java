package io.towtank.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.TaintEffect;
import io.towtank.scenarios.spec.NodeGroupSpec;
import io.towtank.scenarios.spec.PodTemplateSpec;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.scenarios.spec.TieBreaking;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.packing.ArrivalOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioLoaderTest {
  private static final String SMALL =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: small}
      cluster:
        nodes:
          - name: worker
            count: 2
            capacity: {cpu: "8", memory: 32Gi}
      workload:
        replay: timed
        generate:
          pods: 10
          interArrival: {constant: 1s}
          templates:
            - name: web
              requests: {cpu: 500m, memory: 1Gi}
              duration: {constant: 10m}
      """;

  @TempDir private Path directory;

  @Test
  void whatIsLeftOutHasItsDefault() {
    ScenarioSpec spec = load(SMALL).spec();

    assertThat(spec.seed()).isEqualTo(1);
    assertThat(spec.horizon()).isNull();
    assertThat(spec.metadata().description()).isEmpty();
    assertThat(spec.cluster().from()).isNull();
    assertThat(spec.scheduler().policy()).isNull();
    assertThat(spec.scheduler().profile()).isNull();
    assertThat(spec.scheduler().ties()).isEqualTo(TieBreaking.RANDOM);
    assertThat(spec.scheduler().bindLatency()).isZero();
    assertThat(spec.scheduler().cycleCost().constant()).isZero();
    assertThat(spec.scheduler().cycleCost().perNode()).isZero();
    assertThat(spec.scheduler().configuration()).isNull();
    assertThat(spec.scheduler().percentageOfNodesToScore()).isNull();
    assertThat(spec.scheduler().podInitialBackoff()).isNull();
    assertThat(spec.scheduler().podMaxBackoff()).isNull();
    assertThat(spec.scheduler().watchDelay()).isZero();
    assertThat(spec.workload().order()).isEqualTo(ArrivalOrder.TRACE);
    assertThat(spec.workload().inflate()).isNull();
    assertThat(spec.workload().startDelay()).isZero();
    assertThat(spec.workload().usage()).isEqualTo(1.0);
    assertThat(spec.measure().sampleEvery()).isEqualTo(Duration.ofSeconds(60));
    assertThat(spec.measure().decisions()).isFalse();
    NodeGroupSpec group = spec.cluster().nodes().get(0);
    assertThat(group.taints()).isEmpty();
    assertThat(group.unschedulable()).isFalse();
    PodTemplateSpec template =
        Objects.requireNonNull(spec.workload().generate()).templates().get(0);
    assertThat(template.weight()).isEqualTo(1.0);
    assertThat(template.priority()).isZero();
  }

  @Test
  void everyFieldIsRead() {
    ScenarioSpec spec =
        load("""
                apiVersion: towtank.io/v1
                kind: Scenario
                metadata: {name: full, description: all fields}
                seed: 42
                horizon: 24h
                cluster:
                  nodes:
                    - name: gpu
                      count: 3
                      capacity: {cpu: 8, memory: 32Gi, pods: 20, example.com/fpga: 2}
                      allocatable: {cpu: 7500m, memory: 30Gi, pods: 20}
                      labels: {pool: gpu}
                      taints: [{key: dedicated, value: gpu, effect: NoSchedule}]
                      zones: [a, b]
                      devices: [{resource: nvidia.com/gpu, count: 8, model: V100}]
                      images: [{names: [web, "web:1"], size: 1Gi}]
                      unschedulable: true
                scheduler:
                  profile:
                    plugins:
                      - {name: PrioritySort}
                      - {name: NodeResourcesFit, weight: 2, points: [filter, score]}
                      - {name: DefaultBinder}
                  ties: first
                  bindLatency: 5ms
                  cycleCost: {constant: 1ms, perNode: 10us}
                  podInitialBackoff: 2s
                  podMaxBackoff: 1m30s
                  watchDelay: 0.5s
                workload:
                  replay: timed
                  generate:
                    span: 6h
                    interArrival: {exponential: {mean: 10s}}
                    templates:
                      - name: train
                        weight: 3
                        requests: {cpu: 500m}
                        devices: [{resource: nvidia.com/gpu, milli: 250}]
                        duration: {lognormal: {mean: 10m, sigma: 1}}
                        priority: -5
                        labels: {app: train}
                        nodeSelector: {pool: gpu}
                        tolerations: [{key: dedicated, operator: Exists, effect: NoSchedule}]
                  startDelay: 3s
                  usage: 0.5
                measure: {sampleEvery: 1s, decisions: true}
                """)
            .spec();

    assertThat(spec.seed()).isEqualTo(42);
    assertThat(spec.horizon()).isEqualTo(Duration.ofHours(24));
    assertThat(spec.scheduler().ties()).isEqualTo(TieBreaking.FIRST);
    assertThat(spec.scheduler().podMaxBackoff()).isEqualTo(Duration.ofSeconds(90));
    assertThat(spec.scheduler().watchDelay()).isEqualTo(Duration.ofMillis(500));
    assertThat(spec.scheduler().cycleCost().perNode()).isEqualTo(Duration.ofNanos(10_000));
    assertThat(Objects.requireNonNull(spec.scheduler().profile()).toModel().plugins().get(1))
        .hasToString(
            "EnabledPlugin[name=NodeResourcesFit, weight=2, points=[FILTER, SCORE], args={}]");
    assertThat(spec.workload().replay()).isEqualTo(ReplayMode.TIMED);
    assertThat(spec.workload().usage()).isEqualTo(0.5);
    assertThat(spec.measure().decisions()).isTrue();

    Node node = spec.cluster().nodes().get(0).node(2);
    assertThat(node.name()).isEqualTo("gpu-0002");
    assertThat(node.labels().toMap())
        .hasToString("{kubernetes.io/hostname=gpu-0002, pool=gpu, topology.kubernetes.io/zone=b}");
    assertThat(node.capacity())
        .hasToString("{cpu=8000, example.com/fpga=2, memory=34359738368, pods=20}");
    assertThat(node.allocatable()).hasToString("{cpu=7500, memory=32212254720, pods=20}");
    assertThat(node.taints().get(0).effect()).isEqualTo(TaintEffect.NO_SCHEDULE);
    assertThat(node.devices().get(0).totalMilli()).isEqualTo(8000);
    assertThat(node.images().get(0).sizeBytes()).isEqualTo(1L << 30);
    assertThat(node.unschedulable()).isTrue();
    assertThat(
            Objects.requireNonNull(spec.workload().generate())
                .toModel()
                .templates()
                .get(0)
                .spec()
                .effectiveRequests())
        .isEqualTo(ResourceList.EMPTY.with("cpu", 500));
  }

  @Test
  void aSingleNodeHasTheBareNameAndRoomForAsManyPodsAsKubeletAllows() {
    Node node = load(SMALL, "cluster.nodes[0].count=1").spec().cluster().nodes().get(0).node(1);

    assertThat(node.name()).isEqualTo("worker");
    assertThat(node.allocatable().get("pods")).isEqualTo(110);
  }

  @Test
  void fieldsAreSetFromTheCommandLine() {
    Scenario scenario =
        load(SMALL, "seed=7", "scheduler.ties=first", "cluster.nodes[0].capacity.cpu=16");

    assertThat(scenario.spec().seed()).isEqualTo(7);
    assertThat(scenario.spec().scheduler().ties()).isEqualTo(TieBreaking.FIRST);
    assertThat(scenario.spec().cluster().nodes().get(0).capacity().get("cpu")).isEqualTo(16_000);
    assertThat(scenario.source().sha256()).isNotEqualTo(load(SMALL).source().sha256());
  }

  @Test
  void theDigestIsOfTheFilesBytes() {
    assertThat(load(SMALL).source().sha256()).hasSize(64).isEqualTo(load(SMALL).source().sha256());
    assertThat(load(SMALL).source().sha256())
        .isNotEqualTo(load(SMALL + "# more\n").source().sha256());
  }

  @Test
  void fieldsWithoutEffectAreWarnedOf() {
    assertThat(load(SMALL, "workload.order=shuffled").warnings())
        .containsExactly("the scenario's field workload.order has no effect in timed runs");
    assertThat(load(SMALL, "workload.replay=arrival-only").warnings())
        .containsExactly(
            "the scenario's field workload.generate.interArrival has no effect in arrival-only"
                + " runs",
            "the scenario's field workload.generate.templates[0].duration has no effect in"
                + " arrival-only runs");
  }

  @Test
  void anOrderByFileLeavesNothingToOrderOrInflate() {
    assertThat(
            problems(
                SMALL,
                "workload.replay=arrival-only",
                "workload.orderFile=s.yaml",
                "workload.order=shuffled",
                "workload.inflate={resource: cpu, to: 130%}"))
        .containsExactly(
            "--set workload.inflate={resource: cpu, to: 130%}: workload.inflate: found it beside"
                + " orderFile, expected one of the two: the file says which pods arrive, and names"
                + " the copies too",
            "--set workload.order=shuffled: workload.order: found it beside orderFile, expected one"
                + " of the two");
    assertThat(load(SMALL, "workload.orderFile=s.yaml").warnings())
        .containsExactly("the scenario's field workload.orderFile has no effect in timed runs");
  }

  @Test
  void ranksDecideOnlyTiesByRank() {
    assertThat(problems(SMALL, "scheduler.rankFile=s.yaml"))
        .containsExactly(
            "--set scheduler.rankFile=s.yaml: scheduler.rankFile: found it without `ties: rank`,"
                + " expected them together, or ranks would decide nothing");
    assertThat(load(SMALL, "scheduler.ties=rank").spec().scheduler().ties())
        .isEqualTo(TieBreaking.RANK);
  }

  @Test
  void allProblemsAreNamedAtOnceInTheOrderOfTheFile() {
    assertThat(
            problems(
                """
                apiVersion: towtank.io/v1
                kind: Scenari
                metadata: {name: Small}
                sede: 4
                cluster:
                  nodes:
                    - name: worker
                      count: 0
                      capacity: {cpu: -8, memroy: 32Gi, memory: 32GB}
                      taints: [{key: a, effect: NoSchedul}]
                scheduler:
                  ties: rnadom
                  bindLatency: 5
                  policy: best-fitt
                workload:
                  replay: timed
                measure: {decisions: yes}
                """))
        .containsExactly(
            "s.yaml:2:7: kind: found 'Scenari', expected 'Scenario'",
            "s.yaml:3:18: metadata.name: found 'Small', expected a name of lower-case letters,"
                + " digits, '-' and '.', such as first-steps",
            "s.yaml:4:1: sede: unknown field 'sede'; did you mean 'seed'?",
            "s.yaml:8:14: cluster.nodes[0].count: found '0', expected a whole number from 1 to"
                + " 1000000",
            "s.yaml:9:23: cluster.nodes[0].capacity.cpu: found '-8', expected CPU cores such as"
                + " 500m, 2 or 1.5, not below 0",
            "s.yaml:9:27: cluster.nodes[0].capacity.memroy: unknown resource 'memroy'; did you"
                + " mean 'memory'?; others have a domain, such as example.com/fpga",
            "s.yaml:9:49: cluster.nodes[0].capacity.memory: found '32GB', expected bytes such as"
                + " 512Mi, 4Gi or 2G, not below 0; did you mean '32G'?",
            "s.yaml:10:33: cluster.nodes[0].taints[0].effect: found 'NoSchedul', expected one of"
                + " NoSchedule, PreferNoSchedule, NoExecute; did you mean 'NoSchedule'?",
            "s.yaml:12:9: scheduler.ties: found 'rnadom', expected one of random, first, rank; did"
                + " you mean 'random'?",
            "s.yaml:13:16: scheduler.bindLatency: found '5', expected a duration with its unit,"
                + " such as 90s, 5m, 1h30m, 250ms or 1d; did you mean '5s'?",
            "s.yaml:14:11: scheduler.policy: found 'best-fitt', expected one of "
                + String.join(", ", Services.policies().keySet())
                + "; did you mean 'best-fit'?",
            "s.yaml:17:22: measure.decisions: found 'yes', expected true or false; did you mean"
                + " 'true'?");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(problems("apiVersion: towtank.io/v1\nkind: Scenario\n"))
        .containsExactly(
            "s.yaml:1:1: metadata: found nothing, expected a group of fields (name, description)",
            "s.yaml:1:1: cluster: found nothing, expected a group of fields (nodes, from,"
                + " snapshot, objects, machineEvents)");
    assertThat(
            problems(
                """
                apiVersion: towtank.io/v1
                kind: Scenario
                metadata: {name: small}
                cluster: {nodes: [{name: worker, capacity: {cpu: 1}}]}
                workload: {replay: timed}
                """))
        .containsExactly(
            "s.yaml:5:11: workload: found neither from nor generate, expected one of them, or a"
                + " cluster.snapshot, or cluster.objects");
  }

  @Test
  void whatFieldsSayTogetherIsChecked() {
    assertThat(
            problems(
                SMALL.replace(
                    "      count: 2\n",
                    """
                          capacity: {cpu: "8"}
                          devices: [{resource: g/a, count: 1}, {resource: g/a, count: 2}]
                        - name: worker
                          count: 1000000
                    """)))
        .as("groups of one name, devices of one resource, and too many nodes")
        .containsExactly(
            "s.yaml:6:5: cluster.nodes: found 1000001 nodes, expected at most 1000000",
            "s.yaml:8:55: cluster.nodes[0].devices[1].resource: found 'g/a' twice, expected one"
                + " entry for the resource of each name",
            "s.yaml:9:13: cluster.nodes[1].name: found 'worker' twice, expected one group of nodes"
                + " of each name");
  }

  @Test
  void argumentsOfPluginsAreChecked() {
    assertThat(
            problems(
                SMALL
                    + """
                    scheduler:
                      profile:
                        plugins:
                          - name: NodeResourcesFit
                            args: {scoringStrateyg: {type: MostAllocated}}
                          - name: NodeResourceFit
                          - {name: PrioritySort, points: [score]}
                    """))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("s.yaml:23:15: scheduler.profile.plugins[1].name: found 'NodeResourceFit'")
        .endsWith("did you mean 'NodeResourcesFit'?");
    assertThat(
            problems(
                SMALL
                    + """
                    scheduler:
                      profile:
                        plugins:
                          - name: NodeResourcesFit
                            args: {scoringStrateyg: {type: MostAllocated}}
                          - {name: PrioritySort, points: [score]}
                    """))
        .containsExactly(
            "s.yaml:21:7: scheduler.profile.plugins: found 0 plugins for queueSort, expected one,"
                + " such as PrioritySort",
            "s.yaml:21:7: scheduler.profile.plugins: found no plugin for bind, expected one or"
                + " more, such as DefaultBinder",
            "s.yaml:22:15: scheduler.profile.plugins[0].args: unknown argument 'scoringStrateyg';"
                + " did you mean 'scoringStrategy'?",
            "s.yaml:23:9: scheduler.profile.plugins[1].args: PrioritySort does not take part in"
                + " score");
  }

  @Test
  void filesThatScenariosNameMustBeThere() throws IOException {
    Files.createDirectory(directory.resolve("pods"));
    String scenario =
        """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: small}
        cluster: {from: {format: openb, path: nodes.csv}}
        workload: {replay: timed, from: {format: towtank-cvs, path: pods, options: {a: 1}}}
        """;

    assertThat(problems(scenario))
        .containsExactly(
            "s.yaml:4:39: cluster.from.path: found 'nodes.csv', expected a file; there is none at "
                + directory.resolve("nodes.csv"),
            "s.yaml:5:42: workload.from.format: found 'towtank-cvs', expected one of "
                + String.join(", ", Services.formats().keySet())
                + "; did you mean 'towtank-csv'?",
            "s.yaml:5:61: workload.from.path: found 'pods', expected a file; this is a directory: "
                + directory.resolve("pods"));
  }

  @Test
  void overridesThatCannotBeAreNamed() {
    assertThat(problems(SMALL, "sede=4", "cluster.nodes[7].count=4", "seed", "seed.x=1"))
        .containsExactly(
            "--set cluster.nodes[7].count=4: there is no item [7]; the list has 1, the first is"
                + " [0]",
            "--set sede=4: sede: unknown field 'sede'; did you mean 'seed'?",
            "--set seed: expected path=value, such as seed=7",
            "--set seed.x=1: seed: found a group of fields, expected a whole number");
  }

  @Test
  void usersWhoWaitHaveNeitherCyclesNorBatches() {
    assertThat(
            problems(
                SMALL.replace(
                    "    interArrival: {constant: 1s}\n",
                    """
                        arrivals: {closedLoop: {users: 2, think: {constant: 1s}}}
                        cycle: {amplitude: 0.5}
                        batchSize: {constant: 2}
                    """)))
        .containsExactly(
            "s.yaml:14:12: workload.generate.cycle: found it with a closed loop, expected other"
                + " arrivals",
            "s.yaml:15:16: workload.generate.batchSize: found it with a closed loop, whose users"
                + " submit one job at a time; expected other arrivals, or jobs of several tasks");
  }

  @Test
  void filesThatAreNoneAreRefused() {
    assertThat(message("absent.yaml"))
        .isEqualTo(directory.resolve("absent.yaml") + ": no such file; expected a scenario file");
    assertThat(message("")).isEqualTo(directory + ": is a directory; expected a scenario file");
  }

  private String message(String name) {
    String file = directory.resolve(name).toString();
    InputException e = catchThrowableOfType(InputException.class, () -> ScenarioLoader.load(file));
    return String.valueOf(e.getMessage());
  }

  private Scenario load(String text, String... overrides) {
    return ScenarioLoader.load(write(text), Arrays.asList(overrides));
  }

  private List<String> problems(String text, String... overrides) {
    String file = write(text);
    InputException e =
        catchThrowableOfType(
            InputException.class, () -> ScenarioLoader.load(file, Arrays.asList(overrides)));
    return String.valueOf(e.getMessage()).replace(file + ":", "s.yaml:").lines().toList();
  }

  private String write(String text) {
    try {
      Path file = directory.resolve("s.yaml");
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      return file.toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
