package io.towtank.reports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.ResourceList;
import io.towtank.record.Decision;
import io.towtank.record.NodeRow;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunWriterTest {
  private static final RunWriter.Options ALL = new RunWriter.Options(false, true, true);
  private static final RunWriter.Options NO_CHARTS = new RunWriter.Options(false, true, false);
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesEveryFileOfARun(boolean timed) throws IOException {
    Path out = home.resolve("out");
    write(out, timed, 40, 600);

    List<String> expected =
        new ArrayList<>(
            List.of(
                "allocation.png",
                "allocation.svg",
                "decisions.jsonl",
                "fragmentation.png",
                "fragmentation.svg",
                "heatmap.png",
                "heatmap.svg",
                "nodes.csv",
                "nodes.png",
                "nodes.svg",
                "pods.csv",
                "report.html",
                "summary.json",
                "timeseries.csv"));
    if (timed) {
      expected.addAll(List.of("wait.png", "wait.svg"));
    }
    assertThat(names(out)).containsExactlyElementsOf(expected);
    assertThat(Files.readAllLines(out.resolve("pods.csv"))).hasSize(601);
    assertThat(Files.readAllLines(out.resolve("timeseries.csv"))).hasSize(601);
    assertThat(Files.readAllLines(out.resolve("nodes.csv"))).hasSize(41);
  }

  @Test
  void writesFiguresForPapersWhereAskedFor() throws IOException {
    Path out = home.resolve("out");
    for (int time = 0; time < 2; time++) {
      try (RunWriter writer = RunWriter.open(out, ALL)) {
        RunSummary summary = SampleRun.record(writer, "first-fit", 1, true, 4, 40);
        writer.writeFigures();
        writer.commit(summary);
      }
    }

    assertThat(names(out))
        .contains("allocation.pdf", "allocation-column.pdf", "wait.pdf", "heatmap.pdf")
        .as("cells of nodes need the whole width")
        .doesNotContain("heatmap-column.pdf");
  }

  @Test
  void leadsWithMeansWherePodsRunAndEnd() throws IOException {
    write(home.resolve("out"), true, 40, 600);

    assertThat(Files.readString(home.resolve("out/report.html")))
        .contains("allocated on average</dt>", "fragmented on average</dt>", "wait to be bound")
        .doesNotContain("Down-sampled", "requested by all pods");
  }

  @Test
  void saysNothingOfTimeWherePodsOnlyArrive() throws IOException {
    write(home.resolve("out"), false, 40, 3000);

    assertThat(Files.readString(home.resolve("out/report.html")))
        .contains("of nvidia.com/gpu allocated</dt>", "of nvidia.com/gpu fragmented</dt>")
        .contains("pods that arrived were bound</dt>", "Lower bounds on nodes after arrival 3,000")
        .contains("Down-sampled from 3,000 samples for drawing; every peak is kept")
        .doesNotContain("wait", "simulated time", "average", "mean");
  }

  @Test
  void writesTheSameBytesInEveryLocaleAndTimeZone() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    write(home.resolve("a"), true, 20, 200);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      write(home.resolve("b"), true, 20, 200);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }

    for (String name : names(home.resolve("a"))) {
      assertThat(home.resolve("b").resolve(name))
          .hasSameBinaryContentAs(home.resolve("a").resolve(name));
    }
  }

  @Test
  void writesPodsAsTheyAre() throws IOException {
    TreeMap<String, Long> requests = new TreeMap<>();
    requests.put("cpu", 1500L);
    requests.put("memory", 1L << 30);
    requests.put("nvidia.com/gpu", 500L);
    requests.put("example.com/fpga", 1L);
    try (RunWriter writer = RunWriter.open(home.resolve("out"), NO_CHARTS)) {
      writer.pod(
          new PodRow(
              "default",
              "train, \"big\"",
              "Job/train",
              100,
              ResourceList.of(requests),
              60 * SECOND,
              SECOND,
              2,
              12 * SECOND + 1,
              13 * SECOND,
              73 * SECOND,
              "node-1",
              PodOutcome.SUCCEEDED,
              ""));
      writer.pod(
          new PodRow(
              "default",
              "huge",
              "",
              0,
              ResourceList.EMPTY,
              -1,
              0,
              1,
              -1,
              -1,
              -1,
              "",
              PodOutcome.NEVER_FITTING,
              "0/1 nodes are available: 1 Insufficient cpu."));
      writer.commit(summary());
    }

    assertThat(home.resolve("out/pods.csv"))
        .hasContent(
            """
            namespace,name,owner,priority,cpu_milli,memory_bytes,requests,duration_s,created_s,attempts,bound_s,started_s,finished_s,wait_s,node,outcome,reason
            default,"train, ""big""\",Job/train,100,1500,1073741824,example.com/fpga=1;nvidia.com/gpu=500,60,1,2,12.000000001,13,73,11.000000001,node-1,succeeded,
            default,huge,,0,0,0,,,0,1,,,,,,never-fitting,0/1 nodes are available: 1 Insufficient cpu.
            """);
  }

  @Test
  void writesNodesSeriesAndDecisionsAsTheyAre() throws IOException {
    try (RunWriter writer = RunWriter.open(home.resolve("out"), NO_CHARTS)) {
      assertThat(writer.wantsDecisions()).isTrue();
      writer.series(
          new SeriesSchema(List.of(new SeriesSchema.Column("cpu_allocated_ratio", "ratio", ""))));
      writer.sample(new SeriesSample(0, new double[] {0}));
      writer.sample(new SeriesSample(SECOND / 2, new double[] {1.0 / 3}));
      writer.node(
          new NodeRow(
              "node-1",
              "zone-a",
              "T4",
              1,
              2,
              List.of(new NodeRow.Amount("cpu", "millicores", 4000, 1000, 250.5)),
              List.of(1000, 500)));
      writer.decision(
          new Decision(
              7,
              "default/a",
              1,
              "best-fit",
              2,
              "",
              null,
              List.of(
                  new Decision.NodeVerdict(
                      "node-2",
                      new Decision.Refusal(
                          "NodeResourcesFit", "Unschedulable", List.of("Insufficient cpu")))),
              List.of("node-1"),
              List.of(),
              List.of(),
              List.of("node-1"),
              "node-1",
              "",
              null));
      writer.commit(summary());
    }

    Path out = home.resolve("out");
    assertThat(out.resolve("timeseries.csv"))
        .hasContent("time_s,cpu_allocated_ratio\n0,0\n0.5,0.333333333\n");
    assertThat(out.resolve("nodes.csv"))
        .hasContent(
            """
            name,zone,model,pods,pods_peak,cpu_allocatable_millicores,cpu_allocated_millicores,cpu_allocated_mean_millicores,device_free_milli
            node-1,zone-a,T4,1,2,4000,1000,250.5,1000;500
            """);
    assertThat(out.resolve("decisions.jsonl"))
        .hasContent(
            """
            {"timeNanos":7,"pod":"default/a","attempt":1,"profile":"best-fit","nodes":2,"nominatedNode":"","rejected":[{"node":"node-2","refusal":{"plugin":"NodeResourcesFit","code":"Unschedulable","reasons":["Insufficient cpu"]}}],"feasible":["node-1"],"scores":[],"totals":[],"best":["node-1"],"selected":"node-1","message":""}
            """);
    assertThat(Files.readString(out.resolve("summary.json")))
        .startsWith(
            """
            {
              "provenance": {
                "version": "0.1.0",
                "scenario": "openb, 130 % of GPU",
            """)
        .contains("  \"simulatedSeconds\": 3,\n  \"makespanSeconds\": 0,\n  \"scheduling\": {\n")
        .endsWith("  \"warnings\": [],\n  \"digest\": \"5d41402abc4b2a76b9719d911017c592\"\n}\n");
  }

  @Test
  void leavesNothingWhereTheSummaryCannotBeWritten() throws IOException {
    RunSummary good = summary();
    RunSummary bad =
        new RunSummary(
            good.provenance(),
            good.accounts(),
            Double.NaN,
            0,
            good.scheduling(),
            good.waitSeconds(),
            good.attemptLatencySeconds(),
            good.slowdown(),
            good.nodes(),
            good.resources(),
            good.packing(),
            good.fragmentation(),
            good.warnings(),
            good.digest(),
            null);
    try (RunWriter writer = RunWriter.open(home.resolve("out"), NO_CHARTS)) {
      assertThatThrownBy(() -> writer.commit(bad)).hasMessageContaining("NaN");
    }
    assertThat(names(home)).isEmpty();
  }

  @Test
  void showsHostileNamesAsText() throws IOException {
    String evil = "<script>alert(1)</script>\"'&\u0000\u202e";
    RunSummary.Provenance provenance =
        new RunSummary.Provenance(evil, evil, evil, evil, 1, "timed", new TreeMap<>());
    RunSummary good = SampleRun.record(RunRecorder.NONE, "first-fit", 1, true, 4, 20);
    RunSummary summary =
        new RunSummary(
            provenance,
            good.accounts(),
            1,
            1,
            good.scheduling(),
            good.waitSeconds(),
            good.attemptLatencySeconds(),
            good.slowdown(),
            good.nodes(),
            good.resources(),
            good.packing(),
            good.fragmentation(),
            List.of(evil),
            evil,
            null);
    try (RunWriter writer = RunWriter.open(home.resolve("out"), ALL)) {
      writer.node(
          new NodeRow(
              evil,
              evil,
              evil,
              1,
              1,
              List.of(new NodeRow.Amount(evil, "count", 2, 1, 1)),
              List.of()));
      writer.pod(
          new PodRow(
              evil,
              evil,
              evil,
              0,
              ResourceList.EMPTY,
              -1,
              0,
              1,
              -1,
              -1,
              -1,
              evil,
              PodOutcome.PENDING,
              evil));
      writer.commit(summary);
    }

    // The name of an XML namespace is no address.
    String page =
        Files.readString(home.resolve("out/report.html"))
            .replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\ufffd")
        .doesNotContainIgnoringCase("<script")
        .doesNotContain("\u0000")
        .doesNotContain("http://", "https://", "src=", "url(\"")
        .contains("http-equiv=\"Content-Security-Policy\"");
  }

  private static RunSummary summary() {
    return SampleRun.record(RunRecorder.NONE, "first-fit", 1, false, 4, 3);
  }

  private static void write(Path out, boolean timed, int nodes, int pods) throws IOException {
    try (RunWriter writer = RunWriter.open(out, ALL)) {
      writer.commit(SampleRun.record(writer, "first-fit", 1, timed, nodes, pods));
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
