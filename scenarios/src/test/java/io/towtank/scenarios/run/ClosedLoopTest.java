package io.towtank.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.model.WorkflowTask;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.tow.TraceConversion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Users who wait for the cluster, held against the laws of closed systems.
 *
 * <p>Sources: the interactive response time formula R = N / X - Z is of P. J. Denning and J. P.
 * Buzen, "The Operational Analysis of Queueing Network Models", ACM Computing Surveys 10 (3), 1978;
 * the share of time in which the one server of N exponential users idles, 1 / Σ N! / (N - k)! (S /
 * Z)^k, is that of the machine repairman, D. Gross et al., "Fundamentals of Queueing Theory", 4th
 * edition, 2008, section 2.8.
 */
class ClosedLoopTest {
  private static final double NANOS = 1e9;

  private static final String SCENARIO =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: users}
      seed: 5
      horizon: HORIZON
      cluster: {nodes: [{name: worker, count: NODES, capacity: {cpu: "1", memory: 1Gi}}]}
      scheduler: {podInitialBackoff: 1s, podMaxBackoff: 1s}
      workload:
        replay: timed
        generate:
          span: HORIZON
          arrivals: {closedLoop: {users: USERS, think: {exponential: {mean: 60s}}}}
          templates:
            - name: job
              requests: {cpu: "1", memory: 1Gi}
              duration: {exponential: {mean: 20s}}
      """;

  @TempDir private Path directory;

  @Test
  void onAClusterThatIsLargeEnoughUsersSubmitAsIfThereWereNone() throws IOException {
    Run run = run(scenario(10, 10, "6h"));

    Map<String, Long> arrivals = new TreeMap<>();
    for (PodArrival arrival : generated(scenario(10, 10, "6h"))) {
      arrivals.put(arrival.pod().name(), arrival.timeNanos());
    }
    Map<String, Long> created = new TreeMap<>();
    run.pods.forEach(pod -> created.put(pod.name(), pod.createdNanos()));
    assertThat(created).hasSizeGreaterThan(2000).isEqualTo(arrivals);
  }

  @Test
  void onOneThatIsTooSmallTheNextJobComesWhenTheLastHasEndedAndItsUserHasThought()
      throws IOException {
    Scenario scenario = scenario(1, 10, "6h");
    Run run = run(scenario);

    Map<String, PodRow> rows = new HashMap<>();
    run.pods.forEach(pod -> rows.put(pod.name(), pod));
    Map<String, PodRow> rowByTask = new HashMap<>();
    int followed = 0;
    for (PodArrival arrival : generated(scenario)) {
      PodRow row = rows.get(arrival.pod().name());
      WorkflowTask task = Objects.requireNonNull(arrival.task());
      if (row == null) {
        continue;
      }
      rowByTask.put(task.workflow() + task.name(), row);
      if (!task.predecessors().isEmpty()) {
        PodRow before = rowByTask.get(task.workflow() + task.predecessors().get(0));
        assertThat(Objects.requireNonNull(before).outcome()).isEqualTo(PodOutcome.SUCCEEDED);
        assertThat(row.createdNanos()).isEqualTo(before.finishedNanos() + task.delayNanos());
        followed++;
      }
    }
    assertThat(followed).isGreaterThan(900);
    assertThat(mostAtOnce(run.pods)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "5", "10", "40"})
  void throughputAndResponseTimesFollowTheLawsOfClosedSystems(int users) throws IOException {
    double seconds = 10 * 86_400;
    Run run = run(scenario(1, users, "10d"));

    List<PodRow> ended =
        run.pods.stream().filter(pod -> pod.outcome() == PodOutcome.SUCCEEDED).toList();
    double throughput = ended.size() / seconds;
    double response =
        ended.stream()
            .mapToLong(pod -> pod.finishedNanos() - pod.createdNanos())
            .average()
            .orElseThrow();
    assertThat(throughput).isEqualTo(users / (response / NANOS + 60), within(0.03 * throughput));
    double idle = idle(users, 20.0 / 60);
    assertThat(throughput).isEqualTo((1 - idle) / 20, within(0.03 * throughput));
    assertThat(mostAtOnce(run.pods)).isLessThanOrEqualTo(users);
  }

  @Test
  void oneSeedHasOneCourseAlsoByWayOfAWorkloadFile() throws IOException {
    Scenario scenario = scenario(2, 10, "6h");
    Path tow = directory.resolve("users.tow");
    new TraceConversion(
            new Generated(scenario), directory, TraceOptions.of(ReplayMode.TIMED), null, "1.2.3")
        .writeTo(tow, pods -> {});
    String text = text(2, 10, "6h");
    Path file = directory.resolve("by-file.yaml");
    Files.writeString(
        file,
        text.substring(0, text.indexOf("  generate:"))
            + "  from: {format: tow, path: users.tow}\n");

    Run first = run(scenario);
    Run again = run(scenario);
    Run byFile = run(ScenarioLoader.load(file.toString()));

    assertThat(again.digest).isEqualTo(first.digest);
    assertThat(byFile.pods).isEqualTo(first.pods).hasSizeGreaterThan(1000);
    assertThat(byFile.digest).isEqualTo(first.digest);
  }

  @Test
  void usersOfStretchedTimeThinkLonger() throws IOException {
    Path file = directory.resolve("stretched.yaml");
    Files.writeString(file, text(10, 10, "6h") + "scaling: {time: 2}\n");
    Map<String, Long> arrivals = new TreeMap<>();
    for (PodArrival arrival : generated(scenario(10, 10, "6h"))) {
      if (arrival.timeNanos() < 3 * 3600 * NANOS) {
        arrivals.put(arrival.pod().name(), arrival.timeNanos());
      }
    }

    Run run = run(ScenarioLoader.load(file.toString()));

    Map<String, Long> created = new TreeMap<>();
    run.pods.forEach(pod -> created.put(pod.name(), pod.createdNanos() / 2));
    assertThat(created.keySet()).isEqualTo(arrivals.keySet());
    // Ends are rounded to nanoseconds, one after the other.
    created.forEach(
        (name, nanos) ->
            assertThat(nanos).isCloseTo(Objects.requireNonNull(arrivals.get(name)), within(1000L)));
  }

  /** Part of the time in which nobody has a job in the system. */
  private static double idle(int users, double ratio) {
    double term = 1;
    double sum = 1;
    for (int k = 1; k <= users; k++) {
      term *= (users - k + 1) * ratio;
      sum += term;
    }
    return 1 / sum;
  }

  /** Most pods that were in the system at once. A pod that ends leaves before one that comes. */
  private static int mostAtOnce(List<PodRow> pods) {
    TreeMap<Long, Integer> changes = new TreeMap<>();
    for (PodRow pod : pods) {
      changes.merge(pod.createdNanos(), 1, Integer::sum);
      if (pod.finishedNanos() >= 0) {
        changes.merge(pod.finishedNanos(), -1, Integer::sum);
      }
    }
    int now = 0;
    int most = 0;
    for (int change : changes.values()) {
      now += change;
      most = Math.max(most, now);
    }
    return most;
  }

  private Scenario scenario(int nodes, int users, String horizon) throws IOException {
    Path file = directory.resolve("users.yaml");
    Files.writeString(file, text(nodes, users, horizon));
    return ScenarioLoader.load(file.toString());
  }

  private static String text(int nodes, int users, String horizon) {
    return SCENARIO
        .replace("NODES", String.valueOf(nodes))
        .replace("USERS", String.valueOf(users))
        .replace("HORIZON", horizon);
  }

  private static List<PodArrival> generated(Scenario scenario) throws IOException {
    List<PodArrival> arrivals = new ArrayList<>();
    ArrivalStream stream = open(scenario);
    for (PodArrival next = stream.next(); next != null; next = stream.next()) {
      arrivals.add(next);
    }
    return arrivals;
  }

  private static ArrivalStream open(Scenario scenario) {
    return Objects.requireNonNull(scenario.spec().workload().generate())
        .toModel()
        .open(new RandomStreams(scenario.spec().seed()));
  }

  /** The pods of a scenario's generator as a trace. */
  private record Generated(Scenario scenario) implements TraceFormat {
    @Override
    public String name() {
      return "generated";
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
      try {
        List<PodArrival> pods = generated(scenario);
        for (int i = 0; i < pods.size(); i++) {
          accounts.use();
          accounts.pod();
        }
        return ArrivalStream.of(pods);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Run(List<PodRow> pods, String digest) {}

  private static Run run(Scenario scenario) {
    List<PodRow> pods = new ArrayList<>();
    RunRecorder recorder =
        new RunRecorder() {
          @Override
          public void pod(PodRow row) {
            pods.add(row);
          }
        };
    RunSummary summary =
        ScenarioRunner.run(
            scenario, new RunOptions(null, null, true, false), recorder, Progress.NONE);
    return new Run(pods, summary.digest());
  }
}
