package io.towtank.workloads.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.fault.MachineEvent;
import io.towtank.model.PodArrival;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Google2011FormatTest {
  private static final TraceOptions TIMED = TraceOptions.of(ReplayMode.TIMED);

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void anAttemptIsAPod() {
    Traces.write(
        directory,
        "task_events.csv",
        """
        0,2,5,0,77,0,user,3,9,,,,
        0,2,5,0,77,1,user,3,9,,,,
        700000000,,6,0,,0,user,0,1,0.5,0.25,0.001,1
        710000000,,6,0,77,1,user,0,1,0.5,0.25,0.001,1
        720000000,,6,0,77,2,user,0,1,0.5,0.25,0.001,1
        720000000,,6,0,,0,user,0,1,0.5,0.25,0.001,1
        730000000,,6,0,78,1,user,0,1,0.5,0.25,0.001,1
        790000000,,6,0,78,4,user,0,1,0.5,0.25,0.001,1
        800000000,,6,0,,0,user,0,1,0.125,0.25,0.001,0
        805000000,,6,0,,7,user,0,1,0.25,0.25,0.001,0
        810000000,,6,0,78,1,user,0,1,0.25,0.25,0.001,0
        815000000,,6,0,78,5,user,0,1,0.25,0.25,0.001,0
        820000000,,9,9,78,3,user,0,1,0.25,0.25,0.001,0
        9223372036854775807,,9,9,78,3,user,0,1,0.25,0.25,0.001,0
        """);
    Traces.write(
        directory,
        "task_constraints.csv",
        """
        700000000,6,0,0,attr/1,x=
        700000000,6,0,3,cores,4
        700000000,6,0,1,gone,
        """);

    List<PodArrival> pods = Traces.pods("google-2011", directory, TIMED, accounts);

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s job-5-0 {cpu=0, memory=0} endless"
                + " {job=job-5, priority=9, scheduling-class=3}",
            "100 s job-6-0-1njchs {cpu=32000, memory=68719476736} 60 s"
                + " {job=job-6, priority=1, scheduling-class=0}",
            "200 s job-6-0-3b2ozk {cpu=16000, memory=68719476736} 5 s"
                + " {job=job-6, priority=1, scheduling-class=0}");
    assertThat(pods.get(1).pod().spec().nodeAffinity().toString())
        .contains("google.com/attr_1", "x-", "IN", "cores", "GT", "4", "gone", "EXISTS");
    assertThat(pods.get(1).pod().spec().podAntiAffinity().required()).hasSize(1);
    assertThat(pods.get(2).pod().spec().podAntiAffinity().required()).isEmpty();
    assertThat(accounts.rowsRead()).isEqualTo(14);
    assertThat(accounts.rowsDropped())
        .containsOnly(entry(TaskHistory.NOT_KNOWN, 1L), entry(TaskHistory.AFTER_THE_END, 1L));
    assertThat(accounts.scales())
        .containsOnly(entry("cpu", "64 (default)"), entry("memory", "256Gi (default)"));
  }

  @Test
  void machinesComeAndGo() {
    Traces.write(
        directory,
        "machine_events.csv",
        """
        0,5,0,platform=,0.5,0.25
        700000000,5,1,platform=,0.5,0.25
        900000000,5,0,platform=,0.5,0.25
        """);
    Traces.write(
        directory,
        "machine_attributes.csv",
        """
        0,5,kernel,3,0
        700000000,5,kernel,4,0
        """);

    MachineTrace machines =
        TraceFormats.named("google-2011").readMachines(directory, TIMED, accounts);

    assertThat(machines.nodes())
        .extracting(node -> node.name() + " " + node.allocatable())
        .containsExactly("machine-5 {cpu=32000, memory=68719476736, pods=110}");
    assertThat(machines.nodes().get(0).labels().toMap()).containsEntry("google.com/kernel", "3");
    assertThat(machines.events())
        .extracting(event -> event.timeNanos() / 1_000_000_000L + " " + event.kind())
        .containsExactly("100 " + MachineEvent.Kind.REMOVE, "300 " + MachineEvent.Kind.ADD);
    assertThat(accounts.rowsDropped()).containsExactly(entry(Machines2011.LATER_CHANGE, 1L));
  }
}
