package io.towtank.workloads.alibaba2018;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.Node;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Alibaba2018FormatTest {
  private static final TraceOptions TIMED = TraceOptions.of(ReplayMode.TIMED);

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "M1, 1, ''",
    "R2_1, 2, 1",
    "J5_3_4, 5, 3 4",
    "R3_2_Stg1, 3, 2",
    "m07_06, 7, 6",
    "MergeTask, MergeTask, ''",
    "task_Nzg3ODAx==, task_Nzg3ODAx==, ''",
    "7_6, 7_6, ''"
  })
  void namesTellOfTheGraph(String name, String key, String predecessors) {
    TaskName task = TaskName.parse(name);

    assertThat(task.key()).isEqualTo(key);
    assertThat(String.join(" ", task.predecessors())).isEqualTo(predecessors);
  }

  @Test
  void aJobIsAWorkflow() {
    Path file =
        Traces.write(
            directory,
            "batch_task.csv",
            """
            M1,1.0,j_1,1,Terminated,110,130,50,0.5
            R2_1,2,j_1,1,Terminated,100,120,100,
            J3_2_9,1,j_1,1,Terminated,140,130,100,0.5
            task_x,1,j_2,1,Failed,90,95,100,0.5
            M1,1,j_3,1,Waiting,0,0,100,0.5
            """);

    List<PodArrival> pods = Traces.pods("alibaba-2018", file, TIMED, accounts);

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "90 s j_2-task_x {cpu=1000, memory=2061584302} 5 s {kind=batch}",
            "100 s j_1-M1 {cpu=500, memory=2061584302} 20 s {kind=batch}",
            "100 s j_1-R2_1-0 {cpu=1000, memory=0} 20 s {kind=batch}",
            "100 s j_1-R2_1-1 {cpu=1000, memory=0} 20 s {kind=batch}");
    assertThat(Traces.predecessors(pods.get(3))).containsExactly("1");
    assertThat(accounts.rowsDropped())
        .containsOnly(entry(BatchTasks.NEVER_RAN, 1L), entry(BatchTasks.ENDS_BEFORE_IT_STARTS, 1L));
    assertThat(accounts.rowsRead()).isEqualTo(5);
  }

  @Test
  void aTableMayLieInAnArchiveAsPublished() throws IOException {
    String rows = "M1,1,j_1,1,Terminated,110,130,50,0.5\n";
    Path file = Traces.writeTarGzip(directory, "batch_task.tar.gz", "batch_task.csv", rows);
    Path two = Traces.writeTarGzip(directory, "two.tar.gz", "a.csv", rows, "b.csv", rows);

    assertThat(Traces.pods("alibaba-2018", file, TIMED, accounts)).hasSize(1);
    assertThatThrownBy(() -> Traces.pods("alibaba-2018", two, TIMED, accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(
            two
                + ": after line 1: the tar archive can't be read (there is more than one"
                + " file in it, such as b.csv)");
  }

  @Test
  void containersAndMachinesAreTheirFirstState() {
    Traces.write(
        directory,
        "container_meta.csv",
        """
        c_1,m_2556,0,app_5052,started,400,400,1.5625
        c_1,m_2556,500,app_5052,started,400,400,1.5625
        c_2,m_2556,7,app_5052,stopped,400,400,1.5625
        c_3,m_2556,8,,allocated,100,400,101
        """);
    Traces.write(
        directory,
        "machine_meta.csv",
        """
        m_1,0,10,abc,96,50,USING
        m_1,9,10,abc,96,50,USING
        m_2,0,10,abc,,,USING
        """);

    assertThat(Traces.pods("alibaba-2018", directory, TIMED, accounts))
        .extracting(Traces::shown)
        .containsExactly(
            "0 s c_1 {cpu=4000, memory=6442450944} endless {app=app_5052, kind=container}",
            "8 s c_3 {cpu=1000, memory=0} endless {app=, kind=container}");
    List<Node> nodes =
        TraceFormats.named("alibaba-2018").readNodes(directory, TIMED, new TraceAccounts());
    assertThat(nodes)
        .extracting(node -> node.name() + " " + node.allocatable())
        .containsExactly("m_1 {cpu=96000, memory=206158430208, pods=110}");
  }
}
