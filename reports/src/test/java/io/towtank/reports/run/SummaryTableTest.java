package io.towtank.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
  @Test
  void saysWhatMattersInEightyColumns() {
    RunSummary summary = SampleRun.record(RunRecorder.NONE, "first-fit", 1, false, 40, 600);

    String table = SummaryTable.of(summary, 80);

    assertThat(table)
        .startsWith("openb, 130 % of GPU: first-fit, seed 1, arrival-only\n\npacking efficiency  ")
        .contains("nodes in use        ", "pods  submitted  succeeded")
        .doesNotContain("\u001b");
    assertThat(table.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void takesTheCountsOutOfAReason() {
    assertThat(
            RunCollector.withoutCounts(
                "0/30 nodes are available: 10 Insufficient cpu, 20 node(s) had untolerated taint."))
        .isEqualTo("Insufficient cpu, node(s) had untolerated taint");
    assertThat(RunCollector.withoutCounts("image 3 not found")).isEqualTo("image 3 not found");
  }
}
