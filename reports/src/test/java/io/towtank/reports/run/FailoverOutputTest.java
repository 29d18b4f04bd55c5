package io.towtank.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.reports.chart.SampleFailover;
import io.towtank.reports.comparison.ComparedRun;
import io.towtank.reports.comparison.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailoverOutputTest {
  @TempDir Path home;

  @Test
  void writesFaultsAndWorkloads() throws IOException {
    Path output = home.resolve("run");
    try (RunWriter writer = RunWriter.open(output, RunWriter.Options.DEFAULT)) {
      RunSummary summary = SampleRun.record(writer, "first-fit", 1, true, 4, 20);
      SampleFailover.events().forEach(writer::faultEvent);
      writer.fault(SampleFailover.fault());
      writer.workload(SampleFailover.workload());
      writer.commit(summary.withFailover(SampleFailover.summary(366)));
    }

    assertThat(output.resolve("faults.csv"))
        .hasContent(
            """
            number,plan,fault,targets,nodes,begin_s,detected_s,evicted_s,rescheduled_s,ready_s,\
            end_s,pods_hit,pods_lost,pods_rescheduled,pods_recovered,pods_hit_ratio,\
            workloads_hit,workload_hit_max_ratio,work_lost_s,work_lost_uncheckpointed_s,\
            zones_hit_ratio
            1,crash,node-crash,node/n1,1,1003,1050,1350,1352,1369,,1,1,1,1,0.333333333,1,\
            0.333333333,0,0,a=0.5
            """);
    assertThat(output.resolve("workloads.csv"))
        .content()
        .endsWith("Deployment,default,web,3,3,3600,1,9,0.9,1,0.97,366,0,1,0,0\n");
    assertThat(output.resolve("failover.svg")).isNotEmptyFile();
    assertThat(output.resolve("failover.png")).isNotEmptyFile();
    assertThat(Files.readString(output.resolve("summary.json"))).contains("\"failover\": {");
    assertThat(Files.readString(output.resolve("report.html")))
        .contains("Faults and failover", "node-crash node/n1");
  }

  @Test
  void laterResultsReplaceEarlierOnes() throws IOException {
    Path output = home.resolve("run");
    for (int time = 0; time < 2; time++) {
      try (RunWriter writer = RunWriter.open(output, RunWriter.Options.DEFAULT)) {
        RunSummary summary = SampleRun.record(writer, "first-fit", 1, true, 4, 20);
        SampleFailover.events().forEach(writer::faultEvent);
        writer.fault(SampleFailover.fault());
        writer.workload(SampleFailover.workload());
        writer.commit(summary.withFailover(SampleFailover.summary(366)));
      }
    }

    assertThat(output.resolve("faults.csv")).isNotEmptyFile();
    assertThat(output.resolve("failover.png")).isNotEmptyFile();
  }

  @Test
  void aRunWithoutFaultsHasNothingOfThem() throws IOException {
    Path output = home.resolve("run");
    try (RunWriter writer = RunWriter.open(output, RunWriter.Options.DEFAULT)) {
      writer.commit(SampleRun.record(writer, "first-fit", 1, true, 4, 20));
    }

    assertThat(output.resolve("faults.csv")).doesNotExist();
    assertThat(output.resolve("failover.svg")).doesNotExist();
    assertThat(Files.readString(output.resolve("summary.json"))).doesNotContain("failover");
    assertThat(Files.readString(output.resolve("report.html"))).doesNotContain("failover");
  }

  @Test
  void printsTables() {
    RunSummary summary = SampleRun.record(RunRecorder.NONE, "first-fit", 1, true, 4, 20);

    String table = SummaryTable.of(summary.withFailover(SampleFailover.summary(366))).text(100);

    assertThat(table)
        .contains(
            "1, which hit 1 pod; 1 lost, 1 made up for",
            "budget default/web  2 evictions, exhausted for 30 s, violated for 0 s",
            "node-crash node/n1",
            "+47 s",
            "+5.78 min",
            "Deployment default/web");
    assertThat(table.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void comparesPoliciesByTheirFailover() {
    RunSummary run = SampleRun.record(RunRecorder.NONE, "first-fit", 1, true, 4, 20);

    String table =
        Comparison.of(
                List.of(
                    new ComparedRun("slow", 1, run.withFailover(SampleFailover.summary(366))),
                    new ComparedRun("quick", 1, run.withFailover(SampleFailover.summary(90)))))
            .document()
            .text(100);

    assertThat(table.lines())
        .anyMatch(line -> line.matches("time to ready, median +6.1 min +90 s \\*"))
        .anyMatch(line -> line.matches("replica-seconds missing +366 +90 \\*"))
        .anyMatch(line -> line.matches("replicas available +96.611 % +99.167 % \\*"));
  }
}
