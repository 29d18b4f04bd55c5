package io.towtank.workloads.swf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.PodArrival;
import io.towtank.model.WorkflowTask;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwfFormatTest {
  private static final String LOG =
      """
      ; Computer: Test
      ; MaxNodes: 2
      ; MaxProcs: 5 (of two kinds)
      ; MaxMemory: 1024
         1   0  5  60  3 55.5 100  2 90 200  1  7  1  3 4 -1 -1 -1
         2  10 -1  30  1   -1  50 -1 -1  -1 -1 -1 -1 -1 -1 2 -1 -1
         3  20 -1   0  1   -1  -1 -1 -1  -1  5 -1 -1 -1 -1 -1 -1 -1

         4  30 -1  -1  1   -1  -1 -1 -1  -1 -1 -1 -1 -1 -1 -1 -1 -1
         5  40 -1  10  1   -1  -1 -1 -1  -1  3 -1 -1 -1 -1 -1 -1 -1
         6  50 -1  10 -1   -1  -1 -1 -1  -1  0 -1 -1 -1 -1 -1 -1 -1
         7  60 -1 1.5  1   -1  -1  0 -1  -1  0 -1 -1 -1 -1 -1 -1 -1 {1,2} queue 1:ppn=1
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aJobIsAPodForEachProcessor() {
    assertThat(read())
        .extracting(SwfFormatTest::shown)
        .containsExactly(
            "0 s job-1-0 {cpu=1000, memory=204800} 60 s {queue=4, user=7} Job job-1",
            "0 s job-1-1 {cpu=1000, memory=204800} 60 s {queue=4, user=7} Job job-1",
            "10 s job-2 {cpu=1000, memory=51200} 30 s {partition=2} Job job-2",
            "60 s job-7 {cpu=1000, memory=0} 1 s {} Job job-7");
    assertThat(accounts.rowsRead()).isEqualTo(7);
    assertThat(accounts.rowsUsed()).isEqualTo(3);
    assertThat(accounts.rowsDropped())
        .containsExactly(
            entry(SwfJobs.NEVER_RAN, 1L),
            entry(SwfJobs.NO_PROCESSORS, 1L),
            entry(SwfJobs.NO_RUN_TIME, 1L),
            entry(SwfJobs.PARTIAL, 1L));
    assertThat(accounts.rowsRepaired()).containsExactly(entry(SwfJobs.NO_MEMORY, 1L));
    assertThat(accounts.podsMade()).isEqualTo(4);
  }

  @Test
  void orASinglePod() {
    assertThat(read("processorsPerPod", "0", "failedJobs", "dropped"))
        .extracting(SwfFormatTest::shown)
        .containsExactly(
            "0 s job-1 {cpu=2000, memory=409600} 60 s {queue=4, user=7} Job job-1",
            "10 s job-2 {cpu=1000, memory=51200} 30 s {partition=2} Job job-2");
  }

  @Test
  void aJobWaitsForThePrecedingOneAndTheThoughtOfItsUser() {
    Path file =
        Traces.write(
            directory,
            "log.swf",
            """
            1 10 -1 60 2 -1 100 -1 -1 -1 1 1 1 1 1 -1 -1 -1
            2 20 -1 60 1 -1 100 -1 -1 -1 1 1 1 1 1 -1  9 -1
            3 90 -1 60 1 -1 100 -1 -1 -1 1 1 1 1 1 -1  1 15
            4 95 -1 60 1 -1 100 -1 -1 -1 1 1 1 1 1 -1  3 -1
            5 99 -1 60 1 -1 100 -1 -1 -1 1 1 1 1 1 -1 -1 -1
            """);
    TraceOptions keep = Traces.options(ReplayMode.TIMED, "dependencies", "keep");

    assertThat(Traces.pods("swf", file, keep, accounts))
        .extracting(SwfFormatTest::place)
        .containsExactly(
            "10 s job-1-0: job-1 of job-1, 2 pods, 0 s after []",
            "10 s job-1-1: job-1 of job-1, 2 pods, 0 s after []",
            "10 s job-3: job-3 of job-1, 1 pods, 15 s after [job-1]",
            "10 s job-4: job-4 of job-1, 1 pods, 0 s after [job-3]",
            "20 s job-2",
            "99 s job-5");
    assertThat(accounts.rowsUsed()).isEqualTo(5);
    assertThat(accounts.rowsRepaired()).containsEntry(SwfChains.NO_SUCH_JOB, 1L);
    assertThat(Traces.pods("swf", file, ReplayMode.TIMED, new TraceAccounts()))
        .allMatch(arrival -> arrival.task() == null);
  }

  private static String place(PodArrival arrival) {
    String pod = arrival.timeNanos() / 1_000_000_000L + " s " + arrival.pod().name();
    WorkflowTask task = arrival.task();
    return task == null
        ? pod
        : "%s: %s of %s, %d pods, %d s after %s"
            .formatted(
                pod,
                task.name(),
                task.workflow(),
                task.pods(),
                task.delayNanos() / 1_000_000_000L,
                task.predecessors());
  }

  @Test
  void timesOfTheCalendarCountFromTheFirstJob() {
    String log = LOG.replace("1   0  5", "1 1356996147 5").replace("2  10 -1", "2 1356996150 -1");
    Path file =
        Traces.write(directory, "log.swf", log.lines().limit(6).reduce("", (a, b) -> a + b + "\n"));

    assertThat(Traces.pods("swf", file, ReplayMode.TIMED, accounts))
        .extracting(PodArrival::timeNanos)
        .containsExactly(0L, 0L, 3_000_000_000L);
    assertThat(accounts.rowsRepaired()).containsEntry(SwfJobs.CALENDAR, 2L);
  }

  @Test
  void theHeaderTellsOfTheNodes() {
    Path file = Traces.write(directory, "log.swf", LOG);

    List<Node> nodes =
        TraceFormats.named("swf")
            .readNodes(file, TraceOptions.of(ReplayMode.TIMED), new TraceAccounts());

    assertThat(nodes)
        .extracting(node -> node.name() + " " + node.allocatable())
        .containsExactly(
            "node-1 {cpu=3000, memory=1048576, pods=110}",
            "node-2 {cpu=2000, memory=1048576, pods=110}");
  }

  @Test
  void whatCanNotBeReadIsSaid() {
    Path few = Traces.write(directory, "few.swf", "1 2 3\n");
    Path word = Traces.write(directory, "word.swf", LOG.replace("10 -1  30", "ten -1  30"));
    Path none = Traces.write(directory, "none.swf", "; only a comment\n");

    assertThatThrownBy(() -> Traces.pods("swf", few, ReplayMode.TIMED, accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(few + ":1: found 3 fields, expected 18");
    assertThatThrownBy(() -> Traces.pods("swf", word, ReplayMode.TIMED, accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(word + ":6: column 'submit': found 'ten', expected a number from 0.0 to 4.0E9");
    assertThatThrownBy(
            () ->
                TraceFormats.named("swf")
                    .readNodes(none, TraceOptions.of(ReplayMode.TIMED), accounts))
        .isInstanceOf(InputException.class)
        .hasMessage(
            none + ": the header has no 'MaxNodes' and 'MaxProcs'; expected '; MaxNodes: 128'");
  }

  private List<PodArrival> read(String... pairs) {
    Path file = Traces.write(directory, "log.swf", LOG);
    return Traces.pods("swf", file, Traces.options(ReplayMode.TIMED, pairs), accounts);
  }

  private static String shown(PodArrival arrival) {
    OwnerReference owner = Traces.owner(arrival);
    return Traces.shown(arrival) + " " + owner.kind() + " " + owner.name();
  }
}
