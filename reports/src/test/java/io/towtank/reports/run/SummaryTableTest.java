package io.towtank.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
  @Test
  void leadsWithMeansWherePodsRunAndEnd() {
    assertThat(SummaryTable.of(summary(true)).text(80))
        .isEqualTo(
            """
            A busy week of the openb trace: first-fit, seed 1, timed

            allocated           48.7 % of nvidia.com/gpu on average, 99.4 % at the peak
            fragmented          3.0 % of nvidia.com/gpu on average, free but of no use
            packing efficiency  82.1 % on average (at the peak: 31 needed, 34 used)
            nodes in use        34 at the peak, 34 at the end, of 40
            wait to be bound    0 s median, 105 s 99th percentile, 2.09 min longest
            simulated time      3.4 h

            resource        allocatable    mean    peak  at end  allocated at end
            cpu             3,392 cores  31.0 %  62.0 %  62.0 %       2,102 cores
            memory               10 TiB  26.6 %  53.4 %  53.2 %          5.32 TiB
            nvidia.com/gpu          180  48.7 %  99.4 %  97.4 %               175

            pods  submitted  succeeded  failed  running  pending  never fitting
                        600        104       0      339      156              1
            """);
  }

  @Test
  void saysNothingOfTimeWherePodsOnlyArrive() {
    assertThat(SummaryTable.of(summary(false)).text(80))
        .isEqualTo(
            """
            openb, 130 % of GPU: first-fit, seed 1, arrival-only

            allocated           98.5 % of nvidia.com/gpu, of which 207.2 % was requested
            fragmented          0.6 % of nvidia.com/gpu, free but of no use
            packing efficiency  91.7 % (at least 33 nodes needed, 36 used)
            nodes in use        36 of 40
            pods bound          386 of 600 that arrived

            resource        allocatable    requested             allocated
            cpu             3,392 cores  3,696 cores  109.0 %  2,488 cores  73.3 %
            memory               10 TiB       10 TiB  100.2 %     6.43 TiB  64.3 %
            nvidia.com/gpu          180          373  207.2 %          177  98.5 %

            pods  arrived  failed  running  pending  never fitting
                      600       0      386      210              4
            """);
  }

  @Test
  void putsEachWarningOnALineOfItsOwn() {
    RunSummary good = summary(false);
    String warning = "scheduler.parameters.weight has no effect: no plugin that reads it is in use";
    RunSummary warned =
        new RunSummary(
            good.provenance(),
            good.accounts(),
            good.simulatedSeconds(),
            good.makespanSeconds(),
            good.scheduling(),
            good.waitSeconds(),
            good.attemptLatencySeconds(),
            good.slowdown(),
            good.nodes(),
            good.resources(),
            good.packing(),
            good.fragmentation(),
            List.of(warning, "a\u001b[31mb"),
            good.digest(),
            null);

    assertThat(SummaryTable.of(warned).text(80))
        .isEqualTo(
            SummaryTable.of(good).text(80) + "\nwarning: " + warning + "\nwarning: a\ufffd[31mb\n");
  }

  private static RunSummary summary(boolean timed) {
    return SampleRun.record(RunRecorder.NONE, "first-fit", 1, timed, 40, 600);
  }

  @Test
  void takesTheCountsAndTheirOrderOutOfAReason() {
    assertThat(
            RunCollector.withoutCounts(
                "0/30 nodes are available: 20 node(s) had untolerated taint, 10 Insufficient cpu."))
        .isEqualTo("Insufficient cpu, node(s) had untolerated taint");
    assertThat(RunCollector.withoutCounts("image 3 not found")).isEqualTo("image 3 not found");
  }
}
