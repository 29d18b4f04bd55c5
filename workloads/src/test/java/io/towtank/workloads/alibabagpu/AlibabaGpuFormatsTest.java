package io.towtank.workloads.alibabagpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.Node;
import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlibabaGpuFormatsTest {
  private static final TraceOptions TIMED = TraceOptions.of(ReplayMode.TIMED);

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void tasksOfPaiArriveWithTheirJob() {
    Traces.write(
        directory,
        "pai_task_table.csv",
        """
        j1,worker,2.0,Terminated,100.5,160.5,600,29.5,50.0,T4
        j1,ps,1.0,Terminated,110,100,600,29.5,,CPU
        j2,worker,1.0,Running,120,,600,,250,V100
        j3,worker,1.0,Waiting,,,600,29.5,100,MISC
        """);
    Traces.write(directory, "pai_job_table.csv", "j1,i1,u,Terminated,90,161\n");
    Traces.write(directory, "pai_group_tag_table.csv", "i1,u,T4,g,nlp\n");

    List<PodArrival> pods = Traces.pods("alibaba-gpu-2020", directory, TIMED, accounts);

    assertThat(pods)
        .extracting(arrival -> Traces.shown(arrival) + " " + gpus(arrival))
        .containsExactly(
            "90 s job-j1-worker-0 {cpu=6000, memory=31675383808} 60 s {role=worker} 1x500",
            "90 s job-j1-worker-1 {cpu=6000, memory=31675383808} 60 s {role=worker} 1x500",
            "120 s job-j2-worker {cpu=6000, memory=0} endless {role=worker} 3x1000");
    assertThat(pods.get(0).pod().spec().nodeAffinity().toString()).contains("gpu-model", "T4");
    assertThat(accounts.rowsDropped())
        .containsOnly(entry(PaiTasks.NEVER_RAN, 1L), entry(PaiTasks.ENDS_BEFORE_IT_STARTS, 1L));
    assertThat(accounts.rowsRepaired())
        .containsEntry(PaiTasks.NO_JOB, 1L)
        .containsEntry(PaiTasks.NO_REQUEST, 1L)
        .containsEntry(PaiTasks.PART_OF_SEVERAL, 1L);
  }

  @Test
  void machinesOfPai() {
    Traces.write(
        directory, "pai_machine_spec.header", "machine,gpu_type,cap_cpu,cap_mem,cap_gpu\n");
    Traces.write(directory, "pai_machine_spec.csv", "m1,T4,96,512,2\nm2,CPU,96,512,0\n");

    List<Node> nodes = TraceFormats.named("alibaba-gpu-2020").readNodes(directory, TIMED, accounts);

    assertThat(nodes)
        .extracting(node -> node.name() + " " + node.allocatable() + " " + node.devices().size())
        .containsExactly(
            "machine-m1 {cpu=96000, memory=549755813888, pods=110} 1",
            "machine-m2 {cpu=96000, memory=549755813888, pods=110} 0");
  }

  @Test
  void instancesOfRecommendationModels() {
    Path file =
        Traces.write(
            directory,
            "dlrm.csv",
            """
            instance_sn,role,app_name,cpu_request,cpu_limit,gpu_request,gpu_limit,rdma_request,rdma_limit,memory_request,memory_limit,disk_request,disk_limit,max_instance_per_node,creation_time,scheduled_time,deletion_time
            i0,HN,a0,12,12,1,1,25,25,1.0,1.0,2.0,3.0,8,,,
            i1,CN,a0,0.5,12,0,0,25,25,1.0,1.0,2.0,3.0,1,100,110,200
            i2,CN,a0,0.5,12,0,0,25,25,1.0,1.0,2.0,3.0,-1,100,110,20
            """);

    List<PodArrival> pods =
        Traces.pods(
            "alibaba-gpu-2025", file, Traces.options(ReplayMode.TIMED, "extras", "all"), accounts);

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s i0 {alibaba.com/rdma-percent=25, cpu=12000, ephemeral-storage=2147483648,"
                + " memory=1073741824} endless {app=a0, role=HN}",
            "100 s i1 {alibaba.com/rdma-percent=25, cpu=500, ephemeral-storage=2147483648,"
                + " memory=1073741824} 90 s {app=a0, role=CN}");
    assertThat(pods.get(1).pod().spec().podAntiAffinity().required()).hasSize(1);
    assertThat(accounts.rowsDropped()).containsExactly(entry(DlrmFormat.ENDS_BEFORE_IT_STARTS, 1L));
    assertThat(accounts.rowsRepaired()).containsEntry(DlrmFormat.SEVERAL_PER_NODE, 1L);
  }

  @Test
  void jobsOnSpotGpus() {
    Traces.write(
        directory,
        "job_info_df.csv",
        """
        job_name,organization,gpu_model,cpu_request,gpu_request,worker_num,submit_time,duration,job_type
        a,o 1,A10,4,0.5,2,10,60.5,HP
        b,o 2,A10,8,2,1,20,30,Spot
        """);
    Traces.write(
        directory,
        "node_info_df.csv",
        "gpu_model,gpu_capacity_num,cpu_num,node_name\nA10,4,128,7\n");

    assertThat(Traces.pods("alibaba-spot-gpu-2026", directory, TIMED, accounts))
        .extracting(arrival -> Traces.shown(arrival) + " " + gpus(arrival))
        .containsExactly(
            "10 s job-a-0 {cpu=4000, memory=0} 60 s {organization=o-1, type=HP} 1x500",
            "10 s job-a-1 {cpu=4000, memory=0} 60 s {organization=o-1, type=HP} 1x500",
            "20 s job-b {cpu=8000, memory=0} 30 s {organization=o-2, type=Spot} 2x1000");
    assertThat(
            TraceFormats.named("alibaba-spot-gpu-2026")
                .readNodes(directory, TIMED, new TraceAccounts()))
        .extracting(node -> node.name() + " " + node.allocatable())
        .containsExactly("node-7 {cpu=128000, memory=1099511627776, pods=110}");
  }

  private static String gpus(PodArrival arrival) {
    return arrival.pod().spec().devices().stream()
        .map(device -> device.count() + "x" + device.milliPerDevice())
        .findFirst()
        .orElse("none");
  }
}
