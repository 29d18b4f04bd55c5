package io.towtank.workloads.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import io.towtank.workloads.input.CensoredLifetimes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AzureVmFormatTest {
  private static final String VMS =
      """
      a+/=,s,d/1,0,300,99.3,3.4,10.1,Delay-insensitive,1,1.75
      b,s,d2,600,2591700,99.3,3.4,10.1,Interactive,>24,>64
      c,s,d2,900,600,99.3,3.4,10.1,Unknown,2,4
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aMachineIsAPod() {
    List<PodArrival> pods = read("coresAbove24", "40", "interactivePriority", "5");

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s vm-a-_- {cpu=1000, memory=1879048192} 300 s {category=Delay-insensitive}",
            "600 s vm-b {cpu=40000, memory=137438953472} endless {category=Interactive}");
    assertThat(pods).extracting(pod -> pod.pod().spec().priority()).containsExactly(null, 5);
    assertThat(Traces.owner(pods.get(0)).name()).isEqualTo("d_1");
    assertThat(accounts.rowsDropped()).containsExactly(entry(AzureVms.ENDS_BEFORE_IT_STARTS, 1L));
    assertThat(accounts.rowsRepaired())
        .containsEntry(AzureVms.ALIVE_AT_THE_START, 1L)
        .containsEntry(AzureVms.BUCKET_WITHOUT_BOUND, 2L);
  }

  @Test
  void whatTheTraceDoesNotSeeEndIsUpToTheUser() {
    assertThat(read("censored", "cut"))
        .extracting(arrival -> arrival.pod().durationNanos() / 1_000_000_000L)
        .containsExactly(300L, 2_591_400L);
    assertThat(read("censored", "drop")).hasSize(1);
    assertThat(accounts.rowsDropped()).containsEntry(CensoredLifetimes.NO_END, 1L);
  }

  private List<PodArrival> read(String... options) {
    Path file = Traces.write(directory, "vms.csv", VMS);
    return Traces.pods("azure-vm", file, Traces.options(ReplayMode.TIMED, options), accounts);
  }
}
