package io.towtank.workloads.gwf;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GwfFormatTest {
  private static final String LOG =
      """
      WorkflowID, JobID     , SubmitTime, RunTime   , NProcs    , ReqNProcs , Dependencies
      0         , 1         , 16        , 11        , 1         , 1         ,
      0         , 2         , 40        , 12        , 1         , 2         , 1
      0         , 3         , 40        , -1        , 1         , 1         , 1
      0         , 4         , 64        , 13        , 3         , -1        , 2 3
      1         , 5         , 4         , 14        , 1         , 1         ,
      """;

  @TempDir private Path directory;

  @Test
  void aWorkflowArrivesAsAWhole() {
    TraceAccounts accounts = new TraceAccounts();
    Path file = Traces.write(directory, "log.gwf", LOG);

    List<PodArrival> pods =
        Traces.pods(
            "gwf", file, Traces.options(ReplayMode.TIMED, "memoryPerProcessor", "1Ki"), accounts);

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "4 s workflow-1-5 {cpu=1000, memory=1024} 14 s {}",
            "16 s workflow-0-1 {cpu=1000, memory=1024} 11 s {}",
            "16 s workflow-0-2 {cpu=2000, memory=2048} 12 s {}",
            "16 s workflow-0-4 {cpu=3000, memory=3072} 13 s {}");
    assertThat(pods.get(0).task()).isNull();
    assertThat(Traces.predecessors(pods.get(3))).containsExactly("2");
    assertThat(accounts.rowsDropped()).containsOnlyKeys(GwfFormat.NO_RUN_TIME);
    assertThat(accounts.rowsRead()).isEqualTo(5);
  }

  @Test
  void predecessorsStandBetweenBlanks() {
    Path file =
        Traces.write(
            directory,
            "log.gwf",
            """
            WorkflowID, JobID, SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies
            0, 1, 0, 9, 1, 1, -1
            0, 2, 0, 9, 1, 1, -1 -1
            0, -10, 0, 9, 1, 1,
            0, 3, 0, 9, 1, 1,  -1  2   1 -10
            """);

    List<PodArrival> pods =
        Traces.pods("gwf", file, TraceOptions.of(ReplayMode.TIMED), new TraceAccounts());

    assertThat(pods).hasSize(4);
    assertThat(Traces.predecessors(pods.get(1))).isEmpty();
    assertThat(Traces.predecessors(pods.get(3))).containsExactly("1", "2", "-10");
  }
}
