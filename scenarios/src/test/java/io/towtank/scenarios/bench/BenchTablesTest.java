package io.towtank.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTablesTest {
  @Test
  void enginesStandBesideEachOtherAndPublishedFiguresBelow() {
    BenchReport report =
        report(
            row("plain", 100, "reference", 20_000, 1, "00aa", true),
            row("plain", 7, "reference", 30_000, 1, "00bb", true),
            row("plain", 100, "other", 1_234_567, 61.7, "00aa", true),
            row("plain", 7, "other", 999.4, 0.03, "00bb", true));

    assertThat(report.enginesAgree()).isTrue();
    assertThat(BenchTables.of(report).text(120))
        .isEqualTo(
            """
            Decisions per second of wall clock: median of the batches and half of their interquartile range; times reference
            pods                      engine                        100 nodes          7 nodes
            plain pods, 50 templates  reference                   20,000 ±10%      30,000 ±10%
                                      other             1,230,000 ±10%, x61.7  999 ±10%, x0.03
                                      kube-scheduler*                   4,071                -
                                      * sampling nodes                  3,969                -
            * elsewhere

            Checksums of the first decisions (how many); equal for engines that decide alike
            pods                      engine        100 nodes       7 nodes
            plain pods, 50 templates  reference  00aa (4,096)  00bb (4,096)
                                      other      00aa (4,096)  00bb (4,096)
            """);
  }

  @Test
  void enginesThatDecideDifferentlyAreNamed() {
    BenchReport report =
        report(
            row("shapes", 1000, "reference", 20_000, 1, "00aa", true),
            row("shapes", 1000, "other", 20_000, 1, "00cc", false));

    assertThat(report.enginesAgree()).isFalse();
    assertThat(BenchTables.of(report).text(120))
        .endsWith(
            "other does NOT decide as reference does: 2,000 shapes, 70 % full, 1,000 nodes\n");
  }

  private static BenchReport.Decisions row(
      String workload,
      int nodes,
      String engine,
      double perSecond,
      double ratio,
      String checksum,
      boolean same) {
    return new BenchReport.Decisions(
        workload,
        nodes,
        engine,
        1000,
        new BatchTimer.Rate(perSecond, 0.9 * perSecond, 1.1 * perSecond, 20),
        ratio,
        null,
        5000,
        0,
        4096,
        checksum,
        same);
  }

  private static BenchReport report(BenchReport.Decisions... rows) {
    return new BenchReport(
        "1.0", "17", 2, "wall", 1, 2, List.of(rows), List.of(), PublishedRates.ALL, "elsewhere");
  }
}
