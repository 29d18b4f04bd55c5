package io.towtank.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.record.FaultRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.load.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month of churn, by machine events and by a failure trace, from scenario files. */
class MachineChurnMonthTest {
  private static final int MACHINES = 40;
  private static final double SECOND_MICROS = 1e6;
  private static final double MONTH_SECONDS = 30 * 86400.0;

  /**
   * Of ClusterData 2019, cell a: 1.79 removals for each machine and month, 1311 s in the median.
   */
  private static final double MTTF_SECONDS = MONTH_SECONDS / 1.79;

  private static final double MEDIAN_SECONDS = 1311;
  private static final double SIGMA = 0.32;

  private static final String OBJECTS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: 60
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec:
            containers:
              - {name: shop, image: shop, resources: {requests: {cpu: "1", memory: 1Gi}}}
      """;

  private final List<FaultRow> faults = new ArrayList<>();
  @TempDir private Path directory;
  private int removals;

  @BeforeEach
  void declare() throws IOException {
    Files.writeString(directory.resolve("shop.yaml"), OBJECTS);
  }

  /** Machine events in the form of ClusterData 2019, machine by machine. */
  private String events() {
    RandomStream random = new RandomStreams(7).stream("test", "churn");
    StringBuilder text = new StringBuilder();
    for (int machine = 1; machine <= MACHINES; machine++) {
      line(text, 0, machine, 1);
      double at = 600;
      while (true) {
        at += random.exponential(MTTF_SECONDS);
        if (at >= MONTH_SECONDS) {
          break;
        }
        line(text, at, machine, 2);
        removals++;
        at += MEDIAN_SECONDS * StrictMath.exp(SIGMA * random.normal(0, 1));
        line(text, at, machine, 1);
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, double seconds, int machine, int type) {
    text.append(
        "{\"time\":\"%d\",\"machine_id\":\"%d\",\"type\":\"%d\",\"switch_id\":\"s%d\","
                .formatted(Math.round(seconds * SECOND_MICROS), machine, type, machine % 4)
            + "\"capacity\":{\"cpus\":0.5,\"memory\":0.25}}\n");
  }

  /** Keeps what faults came to. */
  private final class Faults implements RunRecorder {
    @Override
    public void fault(FaultRow row) {
      faults.add(row);
    }
  }

  private ScenarioRunner.Result run(String cluster, String rest) {
    String text =
        """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: churn}
        horizon: 30d
        cluster:
          %s
          objects: [shop.yaml]
        %s
        measure: {sampleEvery: 1h}
        """
            .formatted(cluster, rest);
    return ScenarioRunner.runWhole(
        ScenarioLoader.parse(directory.resolve("churn.yaml"), "churn.yaml", text),
        new RunOptions(null, null, true, false),
        new Faults(),
        Progress.NONE);
  }

  @Test
  void aMonthOfMachineEventsMovesPodsThatAreAllThereAtTheEnd() throws IOException {
    Files.writeString(directory.resolve("events.json"), events());
    assertThat(removals).isBetween(40, 110);

    ScenarioRunner.Result result =
        run("machineEvents: {path: events.json, removal: delete}", "controlPlane: {}");

    RunSummary.Accounts accounts = result.summary().accounts();
    assertThat(accounts.podsRunning()).isEqualTo(60);
    // Each removal takes the pods of a machine with it, one and a half on average.
    assertThat(accounts.podsSubmitted() - 60).isBetween(removals / 2L, 4L * removals);
    assertThat(Objects.requireNonNull(result.loop()).workloads())
        .containsExactly(new LoopReport.Workload("Deployment", "default/shop", 60, 60, 60));
  }

  @Test
  void aFailureTraceStrikesAShareOfTheNodes() throws IOException {
    Files.writeString(
        directory.resolve("failures.csv"),
        """
        failure_interval,failure_duration,failure_intensity
        86400000,3600000,0.25
        864000000,7200000,0.5
        """);

    ScenarioRunner.Result result =
        run(
            "nodes: [{name: node, count: 20, capacity: {cpu: \"8\", memory: 32Gi}}]",
            "faults: [{fault: node-crash, trace: failures.csv}]");

    LoopReport report = Objects.requireNonNull(result.loop());
    assertThat(report.faults()).hasSize(2);
    assertThat(faults)
        .extracting(fault -> (fault.endNanos() - fault.beginNanos()) / 1_000_000_000)
        .containsExactly(3600L, 7200L);
    assertThat(report.workloads())
        .containsExactly(new LoopReport.Workload("Deployment", "default/shop", 60, 60, 60));
  }
}
