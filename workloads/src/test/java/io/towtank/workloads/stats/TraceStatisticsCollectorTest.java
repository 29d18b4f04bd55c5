package io.towtank.workloads.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.ArrivalStream;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.WorkflowTask;
import io.towtank.record.TraceStatistics;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceStatisticsCollectorTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void everythingIsCounted() throws IOException {
    List<PodArrival> pods =
        List.of(
            pod("a-1", 0, 10, 500, 0, "a"),
            pod("a-2", 0, 10, 500, 0, "a"),
            pod("b", 5, 4, 2000, 7, ""),
            pod("c", 20, -1, 2000, 0, ""));

    TraceStatistics trace =
        TraceStatisticsCollector.read(ArrivalStream.of(pods))
            .statistics("four", new TraceAccounts());

    assertThat(trace.pods()).isEqualTo(4);
    assertThat(trace.jobs()).isEqualTo(3);
    assertThat(trace.podsNeverEnding()).isEqualTo(1);
    assertThat(trace.firstArrivalSeconds()).isZero();
    assertThat(trace.lastArrivalSeconds()).isEqualTo(20);
    assertThat(trace.lastEndSeconds()).isEqualTo(10);
    assertThat(trace.priorities()).containsExactly(entry(0, 3L), entry(7, 1L));
    assertThat(trace.shapes())
        .containsExactly(
            new TraceStatistics.Shape("cpu 2, memory 1Gi", 2),
            new TraceStatistics.Shape("cpu 500m, memory 1Gi", 2));
    TraceStatistics.Measure duration = trace.measures().get(1);
    assertThat(duration.name()).isEqualTo("duration");
    assertThat(duration.count()).isEqualTo(3);
    assertThat(duration.mean()).isEqualTo(8);
    assertThat(duration.percentile(50)).isEqualTo(10);
  }

  @Test
  void workflowsHaveLengthAndWidth() throws IOException {
    WorkflowTask a = new WorkflowTask("w", "a", 1, List.of());
    WorkflowTask b = new WorkflowTask("w", "b", 2, List.of("a"));
    WorkflowTask c = new WorkflowTask("w", "c", 1, List.of("a"));
    WorkflowTask d = new WorkflowTask("w", "d", 1, List.of("b", "c"));
    WorkflowTask other = new WorkflowTask("v", "a", 1, List.of());
    List<PodArrival> pods =
        List.of(
            new PodArrival(0, pod("a", 0, 1, 500, 0, "w").pod(), a),
            new PodArrival(0, pod("b-0", 0, 3, 500, 0, "w").pod(), b),
            new PodArrival(0, pod("other", 0, 9, 500, 0, "v").pod(), other),
            new PodArrival(0, pod("b-1", 0, 3, 500, 0, "w").pod(), b),
            new PodArrival(0, pod("c", 0, 7, 500, 0, "w").pod(), c),
            new PodArrival(0, pod("d", 0, 5, 500, 0, "w").pod(), d),
            pod("alone", 9, 5, 500, 0, ""));

    TraceStatistics trace =
        TraceStatisticsCollector.read(ArrivalStream.of(pods))
            .statistics("workflows", new TraceAccounts());

    assertThat(trace.measures())
        .filteredOn(measure -> measure.name().matches("tasks per workflow|critical path|.* width"))
        .extracting(measure -> measure.percentile(0) + " to " + measure.percentile(100))
        .containsExactly("1.0 to 4.0", "9.0 to 13.0", "1.0 to 3.0");
  }

  @Test
  void jobsOfUsersWhoWaitAreNoWorkflows() throws IOException {
    List<PodArrival> pods =
        List.of(
            new PodArrival(
                0,
                pod("a", 0, 1, 500, 0, "").pod(),
                new WorkflowTask("user-1", "job-1", 1, List.of(), 0, true)),
            new PodArrival(
                5,
                pod("b", 0, 1, 500, 0, "").pod(),
                new WorkflowTask("user-1", "job-2", 1, List.of("job-1"), 5, true)));

    TraceStatistics trace =
        TraceStatisticsCollector.read(ArrivalStream.of(pods))
            .statistics("users", new TraceAccounts());

    assertThat(trace.measures())
        .noneMatch(measure -> measure.name().equals("tasks per workflow") && measure.count() > 0);
  }

  @Test
  void concurrencyIsThatOfPodsWithoutWaiting() throws IOException {
    List<PodArrival> pods =
        List.of(
            pod("a", 0, 3, 500, 0, ""), pod("b", 1, 3, 1000, 0, ""), pod("c", 2, -1, 2000, 0, ""));

    TraceStatistics.Course course =
        TraceStatisticsCollector.read(ArrivalStream.of(pods))
            .statistics("three", new TraceAccounts())
            .course();

    assertThat(course.binSeconds()).isEqualTo(1);
    assertThat(course.arrivals()).containsExactly(1L, 1L, 1L, 0L, 0L);
    assertThat(course.concurrentPods()).containsExactly(1L, 2L, 3L, 2L, 1L);
    assertThat(course.concurrentCpuCores()).containsExactly(0.5, 1.5, 3.5, 3.0, 2.0);
  }

  @Test
  void aLongTimeIsSummedUpInLongerBins() throws IOException {
    List<PodArrival> pods = new ArrayList<>();
    for (int day = 0; day < 1000; day++) {
      pods.add(pod("p" + day, day * 86_400L, 43_200, 1000, 0, ""));
    }

    TraceStatistics.Course course =
        TraceStatisticsCollector.read(ArrivalStream.of(pods))
            .statistics("years", new TraceAccounts())
            .course();

    assertThat(course.binSeconds()).isEqualTo(131_072);
    assertThat(course.arrivals().size()).isLessThanOrEqualTo(1024);
    assertThat(course.arrivals().stream().mapToLong(Long::longValue).sum()).isEqualTo(1000);
    assertThat(course.concurrentPods().get(course.concurrentPods().size() - 1)).isZero();
  }

  @Test
  void noPodsAreRefused() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> TraceStatisticsCollector.read(ArrivalStream.of(List.of())))
        .withMessage("the workload has no pods");
  }

  private static PodArrival pod(
      String name, long atSeconds, long runsSeconds, long cpuMillis, int priority, String job) {
    PodSpec spec =
        PodSpec.builder().requests(ResourceList.of(cpuMillis, 1L << 30)).priority(priority).build();
    return new PodArrival(
        atSeconds * SECOND,
        Pod.builder(name, spec)
            .durationNanos(runsSeconds < 0 ? Pod.NEVER : runsSeconds * SECOND)
            .owner(job.isEmpty() ? null : new OwnerReference("Job", job))
            .build());
  }
}
