package io.towtank.workloads.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SacctFormatTest {
  private static final String JOBS =
      """
      JobID|User|JobName|Submit|Eligible|Start|End|Elapsed|State|ReqCPUS|ReqMem|NNodes|AllocTRES|ReqTRES
      10|ann|"odd name|2026-03-01T12:00:00|2026-03-01T12:00:10|2026-03-01T12:01:00|2026-03-01T12:11:00|00:10:00|COMPLETED|64|4000Mn|2|cpu=64,mem=256G,node=2,billing=64,gres/gpu=8,gres/gpu:a100=8|cpu=64,gres/gpu:a100=8
      10.batch||batch|2026-03-01T12:01:00|2026-03-01T12:01:00|2026-03-01T12:01:00|2026-03-01T12:11:00|00:10:00|COMPLETED|32||1||
      11_4|bob|a|2026-03-01T12:00:00|Unknown|2026-03-01T12:00:30|Unknown|1-00:00:01|RUNNING|4|2Gc|1||
      11_[5-9]|bob|a|2026-03-01T12:00:00|2026-03-01T12:00:00|Unknown|Unknown|00:00:00|PENDING|4|2Gc|1||
      12|bob|b|2026-03-01T12:05:00|2026-03-01T12:05:00|2026-03-01T12:06:00|2026-03-01T12:06:00|00:00:00|CANCELLED by 1001|1|16G|1||
      13+0|eve|c|2026-03-01T12:05:00|2026-03-01T12:05:00|2026-03-01T12:06:00|2026-03-01T12:07:00|01:00.5|TIMEOUT|3|16G|2||
      14|eve|d|2026-03-01T12:05:00|2026-03-01T12:05:00|2026-03-01T12:06:00|2026-03-01T12:07:00|00:01:00|REQUEUED|3|16G|2||
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aJobIsAPodOnEachOfItsNodes() {
    List<PodArrival> pods = read(JOBS);

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s job-11_4 {cpu=4000, memory=8589934592} endless {user=bob}",
            "10 s job-10-0 {cpu=32000, memory=137438953472} 600 s {user=ann}",
            "10 s job-10-1 {cpu=32000, memory=137438953472} 600 s {user=ann}",
            "300 s job-13-0-0 {cpu=1500, memory=8589934592} 60 s {user=eve}",
            "300 s job-13-0-1 {cpu=1500, memory=8589934592} 60 s {user=eve}");
    assertThat(pods)
        .extracting(pod -> Traces.owner(pod).name())
        .containsExactly("job-11", "job-10", "job-10", "job-13", "job-13");
    assertThat(pods.get(1).pod().spec().devices()).extracting("count").containsExactly(4);
    assertThat(pods.get(1).pod().spec().nodeAffinity().toString())
        .contains("gpu-model")
        .contains("a100");
    assertThat(accounts.rowsDropped())
        .containsOnly(
            entry(SacctJobs.STEP, 1L),
            entry(SacctJobs.NEVER_RAN, 2L),
            entry(SacctJobs.REQUEUED, 1L));
    assertThat(accounts.rowsRead()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"UTC, false", "Europe/Berlin, false", "UTC, true"})
  void longListsAreReadAlikeInOrderAndNot(String zone, boolean late) {
    StringBuilder jobs = new StringBuilder("JobID|Submit|Eligible|Start|End|State\n");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String minute = "2026-03-01T%02d:%02d:00".formatted(i / 1000, i % 1000 / 20);
      jobs.append("%d|%s|%s|%s|2026-03-02T00:00:00|FAILED\n".formatted(i, minute, minute, minute))
          .append("%d.0|2026-03-01T00:00:00|Unknown|Unknown|Unknown|FAILED\n".formatted(i));
      expected.add("job-" + i);
    }
    if (late) {
      jobs.append("late|Unknown|2026-03-01T00:00:00|2026-03-01T00:00:00|Unknown|RUNNING\n");
      expected.add(20, "job-late");
    }

    assertThat(read(jobs.toString(), "timeZone", zone))
        .extracting(pod -> pod.pod().name())
        .containsExactlyElementsOf(expected);
    assertThat(accounts.rowsDropped()).containsOnly(entry(SacctJobs.STEP, 10_000L));
    assertThat(accounts.rowsRepaired().getOrDefault(Arrivals.SORTED, 0L)).isEqualTo(late ? 1 : 0);
  }

  @Test
  void optionsChoose() {
    assertThat(read(JOBS, "arrival", "submit", "failedJobs", "dropped", "censored", "cut"))
        .extracting(Traces::shown)
        .containsExactly(
            "0 s job-10-0 {cpu=32000, memory=137438953472} 600 s {user=ann}",
            "0 s job-10-1 {cpu=32000, memory=137438953472} 600 s {user=ann}",
            "0 s job-11_4 {cpu=4000, memory=8589934592} 630 s {user=bob}");
    assertThat(read(JOBS, "censored", "drop")).hasSize(4);
    assertThat(accounts.rowsDropped()).containsEntry(CensoredLifetimes.NO_END, 1L);
  }

  @Test
  void theClockChangesWithTheSeason() {
    String jobs =
        """
        JobID|Submit|Start|End|State
        1|2026-03-29T01:30:00|2026-03-29T01:30:00|2026-03-29T03:30:00|COMPLETED
        2|2026-03-29T03:30:00|2026-03-29T03:30:00|1774750000|COMPLETED
        """;

    assertThat(read(jobs, "timeZone", "Europe/Berlin"))
        .extracting(Traces::shown)
        .containsExactly(
            "0 s job-1 {cpu=1000, memory=0} 3600 s {}",
            "3600 s job-2 {cpu=1000, memory=0} 2200 s {}");
    assertThat(read(jobs.replace("1774750000", "2026-03-29T04:00:00")))
        .extracting(arrival -> arrival.pod().durationNanos() / 1_000_000_000L)
        .containsExactly(7200L, 1800L);
    assertThat(accounts.rowsRepaired()).containsEntry(SacctJobs.NO_CPU, 4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1|noon|x|x|COMPLETED; column 'Submit': found 'noon', expected a time such as 2026-03-01T12:00:00, or Unknown",
        "1|0|0|9|GONE; column 'State': found 'GONE', expected a state of Slurm's such as COMPLETED or RUNNING",
        "1|0|0|9; found 4 fields, expected 5 as in the header"
      })
  void whatCanNotBeReadIsSaid(String row, String message) {
    assertThatThrownBy(() -> read("JobID|Submit|Start|End|State\n" + row + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessage(directory.resolve("jobs.txt") + ":2: " + message);
  }

  @Test
  void aZoneThatIsNoneIsRefused() {
    assertThatThrownBy(() -> read(JOBS, "timeZone", "Europe/Berlim"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("did you mean 'Europe/Berlin'?");
  }

  private List<PodArrival> read(String jobs, String... options) {
    Path file = Traces.write(directory, "jobs.txt", jobs);
    return Traces.pods("sacct", file, Traces.options(ReplayMode.TIMED, options), accounts);
  }
}
