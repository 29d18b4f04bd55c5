package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunRecorder;
import io.towtank.reports.explain.AttemptChoice;
import io.towtank.reports.explain.ExplainedPod;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainTest {
  /** Three pods fit, the fourth does not. */
  private static final String SCENARIO =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: crowded}
      horizon: 1m
      cluster:
        nodes:
          - {name: large, capacity: {cpu: "8", memory: 32Gi}}
          - {name: little, capacity: {cpu: "4", memory: 32Gi}}
          - {name: taken, capacity: {cpu: "8", memory: 32Gi},
             taints: [{key: team, value: data, effect: NoSchedule}]}
      scheduler:
        ties: first
        profile:
          plugins:
            - {name: PrioritySort}
            - {name: TaintToleration, weight: 3}
            - {name: NodeResourcesFit}
            - {name: NodeResourcesBalancedAllocation}
            - {name: DynamicResources}
            - {name: DefaultPreemption}
            - {name: DefaultBinder}
      workload:
        replay: timed
        generate:
          pods: 4
          interArrival: {constant: 1s}
          templates:
            - {name: web, requests: {cpu: "3", memory: 1Gi}}
      """;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsWhyAPodWentWhereItWent() throws IOException {
    assertThat(explain("--pod=web-1")).as(err.toString()).isZero();

    assertThat(out)
        .hasToString(
            """
            Pod default/web-1
              requests    cpu 3, memory 1 GiB
              priority    0
              created     at 1 s
              at the end  running on large

            attempt  at   found
            1        1 s  large

            Attempt 1 at 1 s, profile default-scheduler: 2 of 3 nodes could take it
            large has the highest total.

              node    total  TaintToleration  NodeResourcesFit  NodeResourcesBalancedAllocation
            > large     461     0 -> 100 x 3      79 -> 79 x 1                     82 -> 82 x 1
              little    424     0 -> 100 x 3      60 -> 60 x 1                     64 -> 64 x 1

              node   rejected by      preemption  because
              taken  TaintToleration  can't help  node(s) had untolerated taint {team: data}
            """);
  }

  @Test
  void showsWhyAPodWentNowhere() throws IOException {
    assertThat(explain("--pod=default/web-4", "--nodes=2")).as(err.toString()).isZero();

    assertThat(out)
        .hasToString(
            """
            Pod default/web-4
              requests    cpu 3, memory 1 GiB
              priority    0
              created     at 4 s
              at the end  pending

            attempt  at   found
            1        4 s  no node: 0/3 nodes are available: 1 node(s) had untolerated taint {team: data}, 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.

            Attempt 1 at 4 s, profile default-scheduler: no node of 3
            0/3 nodes are available: 1 node(s) had untolerated taint {team: data}, 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.

              node    rejected by       preemption  because
              large   NodeResourcesFit  may help    Insufficient cpu
              little  NodeResourcesFit  may help    Insufficient cpu
            and 1 more that could not:
              1  TaintToleration:  node(s) had untolerated taint {team: data}
            """);
  }

  @Test
  void groupsWhatIsPendingAndSaysHowToLookCloser() throws IOException {
    assertThat(explain("--pending", "--set=metadata.name=other", "--seed=1")).isZero();

    assertThat(out.toString().lines().toList())
        .startsWith(
            "1 pod without a node at the end of the run, by message:",
            "",
            "1 pod: 0/3 nodes are available: 1 node(s) had untolerated taint {team: data}, 2"
                + " Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are"
                + " available: 1 Preemption is not helpful for scheduling, 2 No preemption victims"
                + " found for incoming pod.",
            "  default/web-4")
        .endsWith(
            "Look closer: towtank explain "
                + directory.resolve("scenario.yaml")
                + " --set 'metadata.name=other' --seed 1 --pod default/web-4");
  }

  @Test
  void printsJson() throws IOException {
    assertThat(explain("--pod=web-1", "--json")).isZero();
    JsonNode pod = JsonMapper.shared().readTree(out.toString());
    assertThat(pod.get("node").asString()).isEqualTo("large");
    assertThat(pod.get("decisions").get(0).get("totals").toString()).isEqualTo("[461,424]");

    out.getBuffer().setLength(0);
    assertThat(explain("--pending", "--json")).isZero();
    JsonNode groups = JsonMapper.shared().readTree(out.toString());
    assertThat(groups.get(0).get("count").asLong()).isEqualTo(1);
  }

  @Test
  void explainingChangesNothing() throws IOException {
    RunOptions options = new PolicyArguments().options(false, false);
    String file = Files.writeString(directory.resolve("scenario.yaml"), SCENARIO).toString();
    List<String> digests = new ArrayList<>();
    for (RunRecorder recorder :
        List.of(RunRecorder.NONE, new ExplainedPod("web-3", AttemptChoice.ALL))) {
      digests.add(
          ScenarioRunner.run(ScenarioLoader.load(file), options, recorder, Progress.NONE).digest());
    }

    assertThat(digests.get(1)).isEqualTo(digests.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --pod=wbe-1                 | --pod: there was no pod 'wbe-1'; did you mean 'web-1'?
          --pod=web-1 --attempt=2     | --attempt: found 2, but the pod was tried 1 time
          --pod=web-1 --attempt=0     | --attempt: found 0, expected 1 or more
          --pod=web-1 --nodes=0       | --nodes: found 0, expected 1 or more
          --pod=web-1 --pending       | mutually exclusive
          --pending --attempt=1       | --attempt and --all-attempts go with --pod only
          --pod=web-1 --policy=best   | --policy: no policy 'best'
          --nodes=3                   | missing --pod, --pending
          """)
  void whatCannotBeExplainedIsOneLine(String options, String expected) throws IOException {
    assertThat(explain(options.strip().split(" "))).isEqualTo(2);

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(expected);
    assertThat(out.toString()).isEmpty();
  }

  private int explain(String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("scenario.yaml"), SCENARIO);
    List<String> arguments = new ArrayList<>(List.of("explain", file.toString()));
    arguments.addAll(List.of(options));
    return Towtank.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
