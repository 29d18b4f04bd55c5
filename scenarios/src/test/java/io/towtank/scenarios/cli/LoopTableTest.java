package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.fault.FaultAccounts;
import io.towtank.scenarios.run.LoopReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LoopTableTest {
  private static final long MINUTE = 60_000_000_000L;

  private static LoopReport.Workload workload(String name, int desired, int updated, int ready) {
    return new LoopReport.Workload("Deployment", "default/" + name, desired, updated, ready);
  }

  @Test
  void onlyWhatTheSummaryDoesNotTellIsTold() {
    LoopReport report =
        new LoopReport(
            List.of(workload("web", 3, 3, 3), workload("shop", 5, 5, 4)),
            List.of(
                new LoopReport.FaultLine(
                    "drain", List.of(new LoopReport.Note(2 * MINUTE, "a: drained"))),
                new LoopReport.FaultLine("crash", List.of())),
            List.of(new FaultAccounts("drain", 1, 0, 0), new FaultAccounts("crash", 1, 3, 0)),
            new TreeMap<>(Map.of("Failed: OutOfcpu", 2L, "Deleted", 1L)),
            9,
            1);

    assertThat(LoopTable.of(report).text(100))
        .isEqualTo(
            """

            workloads at the end  1 of 2 have all pods that they want, ready
            pods ended            1 Deleted, 2 Failed: OutOfcpu
            restarts              1 of containers
            fault crash           found nobody to strike 3 times, struck 1

            not complete at the end  desired  updated  ready
            Deployment default/shop        5        5      4

            fault     at  what happened
            drain  2 min  a: drained
            """);
  }
}
