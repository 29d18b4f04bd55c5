package io.towtank.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.reports.run.RunWriter;
import io.towtank.reports.run.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final RunWriter.Options NO_CHARTS = new RunWriter.Options(false, false, false);

  @TempDir Path home;

  @Test
  void printsPoliciesSideBySide() {
    Comparison comparison = comparison(List.of("random", "first-fit"), 3);

    String table = comparison.document().text(80);

    assertThat(table)
        .contains("random", "first-fit", "packing efficiency", "±", "*")
        .endsWith(
            "Mean over 3 seeds ± half the 95 % confidence interval (Student's t)."
                + " Best value of a row: *.\n");
    assertThat(table.lines().filter(line -> !line.startsWith("Mean over")))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void marksTheBestAndOnlyWhereThereIsOne() {
    Comparison comparison = comparison(List.of("random", "first-fit"), 2);
    Metric nodes = metric(comparison, "nodes_in_use_peak_count");

    assertThat(comparison.mean(nodes, "first-fit").mean())
        .isLessThan(comparison.mean(nodes, "random").mean());
    assertThat(comparison.isBest(nodes, "first-fit")).isTrue();
    assertThat(comparison.isBest(nodes, "random")).isFalse();
  }

  @Test
  void marksNothingWhereAllFiguresLookAlike() {
    Comparison comparison =
        Comparison.of(
            List.of(
                new ComparedRun("a", 1, withAllocation(0.50001)),
                new ComparedRun("b", 1, withAllocation(0.50002))));
    Metric cpu = metric(comparison, "cpu_allocation_end_ratio");

    assertThat(comparison.isBest(cpu, "a")).isFalse();
    assertThat(comparison.isBest(cpu, "b")).isFalse();
  }

  private static RunSummary withAllocation(double ratio) {
    RunSummary good = SampleRun.record(RunRecorder.NONE, "random", 1, false, 4, 20);
    return new RunSummary(
        good.provenance(),
        good.accounts(),
        good.simulatedSeconds(),
        good.makespanSeconds(),
        good.scheduling(),
        good.waitSeconds(),
        good.attemptLatencySeconds(),
        good.slowdown(),
        good.nodes(),
        List.of(
            new RunSummary.ResourceFigures(
                "cpu", "millicores", 1000, 500, 900, 0.5, 0.5, ratio, 0.5, 0, 0)),
        good.packing(),
        List.of(),
        good.warnings(),
        good.digest(),
        null);
  }

  @Test
  void comparesTimedRunsByMeansAndOthersByTheirEnd() {
    assertThat(keys(true)).contains("cpu_allocation_mean_ratio", "wait_p99_seconds");
    assertThat(keys(false))
        .contains("cpu_allocation_end_ratio", "nvidia_com_gpu_fragmentation_end_ratio")
        .noneMatch(key -> key.contains("mean") || key.endsWith("_seconds"));
  }

  private static List<String> keys(boolean timed) {
    RunSummary summary = SampleRun.record(RunRecorder.NONE, "random", 1, timed, 40, 200);
    return Metric.of(summary).stream().map(Metric::key).toList();
  }

  @Test
  void pairsDifferencesBySeed() {
    Comparison comparison = comparison(List.of("random", "first-fit"), 3);
    Metric nodes = metric(comparison, "nodes_in_use_peak_count");

    double difference = comparison.difference(nodes, "first-fit").mean();

    assertThat(difference)
        .isCloseTo(
            comparison.mean(nodes, "first-fit").mean() - comparison.mean(nodes, "random").mean(),
            within(1e-9));
    assertThat(comparison.difference(nodes, "random").mean()).isZero();
  }

  @Test
  void saysThatOneSeedHasNoInterval() {
    assertThat(comparison(List.of("random"), 1).document().text(80))
        .doesNotContain("±")
        .endsWith("One seed, hence no confidence intervals.\n");
  }

  @Test
  void writesEveryFile() throws IOException {
    try (ComparisonWriter writer = ComparisonWriter.open(home.resolve("out"), false)) {
      List<ComparedRun> runs = new ArrayList<>();
      for (String policy : List.of("a.b", "a_b")) {
        try (RunWriter run = writer.run(policy, 1, NO_CHARTS)) {
          RunSummary summary = SampleRun.record(run, policy, 1, false, 20, 100);
          run.commit(summary);
          runs.add(new ComparedRun(policy, 1, summary, run.series(), null));
        }
      }
      writer.commit(Comparison.of(runs));
    }

    assertThat(names(home.resolve("out")))
        .containsExactly(
            "comparison-allocation-column.pdf",
            "comparison-allocation.pdf",
            "comparison-allocation.png",
            "comparison-allocation.svg",
            "comparison-curves-column.pdf",
            "comparison-curves-detail-column.pdf",
            "comparison-curves-detail.pdf",
            "comparison-curves-detail.png",
            "comparison-curves-detail.svg",
            "comparison-curves.pdf",
            "comparison-curves.png",
            "comparison-curves.svg",
            "comparison.csv",
            "comparison.json",
            "comparison.md",
            "report.html",
            "runs");
    assertThat(names(home.resolve("out/runs"))).containsExactly("a_b", "a_b-2");
    assertThat(Files.readAllLines(home.resolve("out/comparison.csv")).get(0))
        .startsWith("policy,seed,cpu_allocation_end_ratio,");
    assertThat(Files.readString(home.resolve("out/comparison.md")))
        .contains("## Differences from a.b", "|  | a.b | a\\_b |");
    assertThat(Files.readString(home.resolve("out/comparison.json")))
        .startsWith("{\n  \"policies\": [\n    \"a.b\",\n    \"a_b\"\n  ],\n  \"metrics\": {\n");
  }

  @Test
  void leavesNothingWithoutACommit() throws IOException {
    try (ComparisonWriter writer = ComparisonWriter.open(home.resolve("out"), false);
        RunWriter run = writer.run("random", 1, NO_CHARTS)) {
      run.commit(SampleRun.record(run, "random", 1, false, 20, 100));
    }
    assertThat(names(home)).isEmpty();
  }

  private static Comparison comparison(List<String> policies, int seeds) {
    List<ComparedRun> runs = new ArrayList<>();
    for (String policy : policies) {
      for (long seed = 1; seed <= seeds; seed++) {
        runs.add(
            new ComparedRun(
                policy, seed, SampleRun.record(RunRecorder.NONE, policy, seed, false, 40, 200)));
      }
    }
    return Comparison.of(runs);
  }

  private static Metric metric(Comparison comparison, String key) {
    return comparison.metrics().stream().filter(m -> m.key().equals(key)).findFirst().orElseThrow();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
