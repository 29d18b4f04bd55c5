package io.towtank.workloads.philly;

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
import io.towtank.workloads.input.CensoredLifetimes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhillyFormatTest {
  private static final String JOBS =
      """
      [{"status": "Pass", "vc": "6c71", "jobid": "application_1_2", "user": "u1",
        "submitted_time": "2017-10-09 07:02:07",
        "attempts": [
          {"start_time": "2017-10-09 07:03:00", "end_time": "2017-10-09 07:04:00",
           "detail": [{"ip": "m1", "gpus": ["gpu0", "gpu1"]}, {"ip": "m2", "gpus": ["gpu7"]}]},
          {"start_time": "2017-10-09 08:00:00", "end_time": "2017-10-09 09:00:00", "detail": []}]},
       {"status": "Killed", "vc": "6c71", "jobid": "application_1_1", "user": "u2",
        "submitted_time": "2017-10-09 07:02:00", "attempts": []},
       {"status": "Failed", "vc": "6c71", "jobid": "application_1_3", "user": "u2",
        "submitted_time": "2017-10-09 07:02:10",
        "attempts": [{"start_time": "2017-10-09 08:00:00", "end_time": "None",
                      "detail": [{"ip": "m1", "gpus": ["gpu0"]}]}]}]
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @BeforeEach
  void write() {
    Traces.write(directory, "cluster_job_log", JOBS);
    Traces.write(
        directory,
        "cluster_machine_list",
        "machineId, number of GPUs, single GPU mem\nm1,8,24GB\nm2,2, 12GB\n");
  }

  @Test
  void aJobIsAPodOnEachOfItsMachines() {
    List<PodArrival> pods = read(directory, "cpuPerGpu", "2", "memoryPerGpu", "1Gi");

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "7 s application_1_2-0 {cpu=4000, memory=2147483648} 3660 s {status=Pass, user=u1, vc=6c71}",
            "7 s application_1_2-1 {cpu=2000, memory=1073741824} 3660 s {status=Pass, user=u1, vc=6c71}",
            "10 s application_1_3 {cpu=2000, memory=1073741824} endless {status=Failed, user=u2, vc=6c71}");
    assertThat(pods)
        .extracting(pod -> pod.pod().spec().devices().get(0).count())
        .containsExactly(2, 1, 1);
    assertThat(accounts.rowsDropped()).containsExactly(entry(PhillyJobs.NEVER_RAN, 1L));
    assertThat(accounts.rowsRead()).isEqualTo(3);
  }

  @Test
  void optionsChooseJobsAndAttempts() {
    assertThat(read(directory, "attempts", "last", "failedJobs", "dropped"))
        .extracting(arrival -> arrival.pod().durationNanos() / 1_000_000_000L)
        .containsExactly(3600L, 3600L);
    assertThat(read(directory, "censored", "cut"))
        .extracting(arrival -> arrival.pod().durationNanos() / 1_000_000_000L)
        .containsExactly(3660L, 3660L, 3600L);
    assertThat(read(directory, "censored", "drop")).hasSize(2);
    assertThat(accounts.rowsDropped()).containsEntry(CensoredLifetimes.NO_END, 1L);
  }

  @Test
  void machinesHaveGpus() {
    List<Node> nodes =
        TraceFormats.named("philly")
            .readNodes(directory, Traces.options(ReplayMode.TIMED, "nodeCpu", "16"), accounts);

    assertThat(nodes).extracting(node -> node.devices().get(0).count()).containsExactly(8, 2);
    assertThat(nodes)
        .extracting(node -> node.labels().get("gpu-model"))
        .containsExactly("GPU-24GB", "GPU-12GB");
    assertThat(accounts.rowsRepaired()).containsEntry(PhillyMachines.SIZE_NOT_TOLD, 2L);
  }

  @Test
  void runTimesAloneArriveEvenly() {
    Path file = Traces.write(directory, "philly_runtime.csv", "runtime\n0.0\n61.5\n");

    assertThat(read(file, "interArrival", "90s"))
        .extracting(Traces::shown)
        .containsExactly(
            "0 s job-0 {cpu=0, memory=0} 0 s {}", "90 s job-1 {cpu=0, memory=0} 61 s {}");
    assertThat(accounts.rowsRepaired())
        .containsOnly(entry(PhillyRuntimes.NO_ARRIVAL, 2L), entry(PhillyRuntimes.NO_REQUEST, 2L));
  }

  @Test
  void aTimeThatIsNoneIsRefusedWithItsPlace() {
    Path file =
        Traces.write(directory, "jobs.json", "[{\"jobid\": \"a\", \"submitted_time\": \"soon\"}]");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ":1: field 'submitted_time': found 'soon', expected a time such as"
                + " 2017-10-09 07:02:07");
  }

  private List<PodArrival> read(Path path, String... pairs) {
    TraceOptions options = Traces.options(ReplayMode.TIMED, pairs);
    return Traces.pods("philly", path, options, accounts);
  }
}
