package io.towtank.workloads.alibaba2017;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.Node;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Alibaba2017FormatTest {
  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  private TraceOptions options() {
    TreeMap<String, String> scale = new TreeMap<>();
    scale.put("memory", "1Gi");
    return Traces.options(ReplayMode.TIMED, "censored", "cut").withScale(scale);
  }

  @Test
  void tasksAndContainersOfAFolder() {
    Traces.write(
        directory,
        "batch_task.csv",
        """
        task_create_time,task_end_time,job_id,task_id,n,status,cpu,mem
        100,160,3,4,2,Terminated,50,0.5
        -8,10,3,5,1,Failed,,
        200,0,3,6,1,Waiting,50,0.5
        86300,0,3,7,1,Running,100,0.25
        400,300,3,8,1,Terminated,50,0.5
        """);
    Traces.write(
        directory,
        "container_event.csv",
        """
        0,Create,17,1,4,0.125,0.1,1|2|3|4
        50,Remove,17,1,4,0.125,0.1,1|2|3|4
        60,Remove,18,1,4,0.125,0.1,1|2|3|4
        70,Create,19,1,4,0.125,0.1,
        """);

    assertThat(Traces.pods("alibaba-2017", directory, options(), accounts))
        .extracting(Traces::shown)
        .containsExactly(
            "0 s container-17 {cpu=4000, memory=134217728} 50 s {kind=container}",
            "0 s job-3-task-5 {cpu=0, memory=0} 10 s {kind=batch}",
            "70 s container-19 {cpu=4000, memory=134217728} 86330 s {kind=container}",
            "100 s job-3-task-4-0 {cpu=500, memory=536870912} 60 s {kind=batch}",
            "100 s job-3-task-4-1 {cpu=500, memory=536870912} 60 s {kind=batch}",
            "86300 s job-3-task-7 {cpu=1000, memory=268435456} 100 s {kind=batch}");
    assertThat(accounts.rowsRead()).isEqualTo(9);
    assertThat(accounts.rowsDropped())
        .containsOnly(
            entry(BatchTasks.NEVER_RAN, 1L),
            entry(BatchTasks.ENDS_BEFORE_IT_STARTS, 1L),
            entry(ContainerEvents.REMOVAL_WITHOUT_CREATION, 1L));
    assertThat(accounts.scales()).containsExactly(entry("memory", "1Gi"));
    assertThat(accounts.podsMade()).isEqualTo(6);
  }

  @Test
  void machines() {
    Path file =
        Traces.write(
            directory,
            "server_event.csv",
            """
            0,1,add,,64,0.5,0.9
            5,1,softerror,disk,,,
            0,1,add,,64,0.5,0.9
            """);

    List<Node> nodes = TraceFormats.named("alibaba-2017").readNodes(file, options(), accounts);

    assertThat(nodes)
        .extracting(node -> node.name() + " " + node.allocatable())
        .containsExactly("machine-1 {cpu=64000, memory=536870912, pods=110}");
    assertThat(accounts.rowsDropped())
        .containsOnly(entry(ServerEvents.ERROR, 1L), entry(ServerEvents.ADDED_TWICE, 1L));
  }
}
