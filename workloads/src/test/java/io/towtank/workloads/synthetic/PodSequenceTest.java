package io.towtank.workloads.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.Traces;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Exponential;
import io.towtank.workloads.distribution.Lognormal;
import io.towtank.workloads.distribution.Uniform;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PodSequenceTest {
  private static final PodSpec SPEC =
      PodSpec.builder().requests(ResourceList.of(1000, 1L << 30)).build();

  @Test
  void tasksOfAJobArriveTogetherAndBelongToIt() throws IOException {
    PodGroup job = new PodGroup(PodGroup.Kind.JOB, new Constant(3), false);

    List<PodArrival> pods = pods(template(null, job, List.of()), 7);

    assertThat(pods)
        .extracting(arrival -> arrival.pod().name())
        .containsExactly("t-1-1", "t-1-2", "t-1-3", "t-4-4", "t-4-5", "t-4-6", "t-7-7");
    assertThat(pods)
        .extracting(PodArrival::timeNanos)
        .containsExactly(
            10_000_000_000L,
            10_000_000_000L,
            10_000_000_000L,
            20_000_000_000L,
            20_000_000_000L,
            20_000_000_000L,
            30_000_000_000L);
    assertThat(pods.get(4).pod().owner()).isEqualTo(new OwnerReference("Job", "t-4"));
    assertThat(pods.get(4).pod().labels().get("batch.kubernetes.io/job-name")).isEqualTo("t-4");
    assertThat(pods.get(0).pod().durationNanos()).isNotEqualTo(pods.get(1).pod().durationNanos());
  }

  @Test
  void replicasOfAServiceEndTogether() throws IOException {
    PodGroup service = new PodGroup(PodGroup.Kind.SERVICE, new Uniform(2, 6), true);

    List<PodArrival> pods = pods(template(null, service, List.of()), 200);

    for (int i = 1; i < pods.size(); i++) {
      Pod before = pods.get(i - 1).pod();
      Pod pod = pods.get(i).pod();
      boolean same = before.owner() != null && before.owner().equals(pod.owner());
      assertThat(pod.durationNanos() == before.durationNanos()).isEqualTo(same);
    }
  }

  @Test
  void sizesAndDurationGoTogetherAsAskedFor() throws IOException {
    Variation variation =
        new Variation(
            new Lognormal(1, 0.5),
            new Lognormal(1, 0.5),
            ResourceList.of(1, 1),
            new Variation.Correlation(0.8, 0.5, 0.3));

    List<PodArrival> pods = pods(template(variation, null, List.of()), 20_000);

    double[] cpu = column(pods, pod -> pod.spec().effectiveRequests().get(ResourceNames.CPU));
    double[] memory = column(pods, pod -> pod.spec().effectiveRequests().get(ResourceNames.MEMORY));
    double[] duration = column(pods, Pod::durationNanos);
    // Lognormal factors and a lognormal duration: their logarithms have the copula's correlations.
    assertThat(correlation(cpu, memory)).isEqualTo(0.8, within(0.03));
    assertThat(correlation(cpu, duration)).isEqualTo(0.5, within(0.03));
    assertThat(correlation(memory, duration)).isEqualTo(0.3, within(0.03));
  }

  @Test
  void amountsAreMultiplesOfTheirSteps() throws IOException {
    Variation variation =
        new Variation(new Exponential(1), new Exponential(1), ResourceList.of(250, 1L << 28), null);

    List<PodArrival> pods = pods(template(variation, null, List.of()), 1000);

    assertThat(pods)
        .allMatch(a -> a.pod().spec().effectiveRequests().get(ResourceNames.CPU) % 250 == 0)
        .allMatch(a -> a.pod().spec().effectiveRequests().get(ResourceNames.CPU) >= 250)
        .allMatch(
            a -> a.pod().spec().effectiveRequests().get(ResourceNames.MEMORY) % (1 << 28) == 0);
    assertThat(pods.stream().map(a -> a.pod().spec()).distinct().count()).isLessThan(500);
  }

  @Test
  void prioritiesAreDrawnByTheirWeights() throws IOException {
    List<PodTemplate.WeightedPriority> priorities =
        List.of(new PodTemplate.WeightedPriority(0, 3), new PodTemplate.WeightedPriority(1000, 1));

    List<PodArrival> pods = pods(template(null, null, priorities), 40_000);

    // Binomial (40000, 1/4): standard deviation 86.6, four of them allowed.
    assertThat(
            pods.stream()
                .filter(a -> Integer.valueOf(1000).equals(a.pod().spec().priority()))
                .count())
        .isBetween(10_000L - 347, 10_000L + 347);
  }

  @Test
  void severalJobsCanArriveAtOnce() throws IOException {
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(template(null, null, List.of())),
            new RenewalArrivals(new Constant(10)),
            new Constant(2),
            OptionalLong.of(5),
            OptionalLong.empty());

    assertThat(Traces.all(workload.open(new RandomStreams(1))))
        .extracting(arrival -> arrival.timeNanos() / 1_000_000_000L)
        .containsExactly(10L, 10L, 20L, 20L, 30L);
  }

  @Test
  void anOutlineHasTheSameSpecsAtTheSameTimes() throws IOException {
    Variation variation = new Variation(new Lognormal(1, 1), null, ResourceList.of(100, 1), null);
    PodGroup job = new PodGroup(PodGroup.Kind.JOB, new Uniform(1, 9), false);
    SyntheticWorkload workload = workload(template(variation, job, List.of()), 500);

    List<PodArrival> pods = Traces.all(workload.open(new RandomStreams(3)));
    List<PodArrival> outline = Traces.all(workload.outline(new RandomStreams(3)));

    assertThat(outline).hasSameSizeAs(pods);
    for (int i = 0; i < pods.size(); i++) {
      assertThat(outline.get(i).timeNanos()).isEqualTo(pods.get(i).timeNanos());
      assertThat(outline.get(i).pod().spec().effectiveRequests())
          .isEqualTo(pods.get(i).pod().spec().effectiveRequests());
    }
  }

  @Test
  void jobsOfAUserFollowEachOtherAsFastAsAnyClusterCanEndThem() throws IOException {
    Exponential think = new Exponential(300);
    PodGroup job = new PodGroup(PodGroup.Kind.JOB, new Uniform(1, 4), false);
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(template(null, job, List.of())),
            new ClosedLoopArrivals(20, think),
            null,
            OptionalLong.of(5000),
            OptionalLong.empty());

    List<PodArrival> pods = Traces.all(workload.open(new RandomStreams(4)));

    // The users' queue by itself: it knows when jobs come, not whose they are.
    RandomStream draws = new RandomStreams(4).stream("workload", "arrivals");
    PriorityQueue<Long> submissions = new PriorityQueue<>();
    for (int i = 0; i < 20; i++) {
      submissions.add(think.drawNanos(draws));
    }
    Map<String, Long> endByTask = new HashMap<>();
    for (int i = 0; i < pods.size(); ) {
      long now = submissions.remove();
      WorkflowTask task = Objects.requireNonNull(pods.get(i).task());
      long longest = 0;
      int count = 0;
      for (; i < pods.size() && task.equals(pods.get(i).task()); i++) {
        assertThat(pods.get(i).timeNanos()).isEqualTo(now);
        longest = Math.max(longest, pods.get(i).pod().durationNanos());
        count++;
      }
      assertThat(count == task.pods() || i == pods.size()).isTrue();
      submissions.add(now + longest + think.drawNanos(draws));
      endByTask.put(task.workflow() + task.name(), now + longest);
      if (!task.predecessors().isEmpty()) {
        assertThat(endByTask.get(task.workflow() + task.predecessors().get(0)))
            .isEqualTo(now - task.delayNanos());
      }
    }
    assertThat(pods)
        .extracting(a -> Objects.requireNonNull(a.task()).workflow())
        .contains("user-1");
    assertThat(Traces.all(workload.outline(new RandomStreams(4))))
        .extracting(PodArrival::timeNanos)
        .isEqualTo(pods.stream().map(PodArrival::timeNanos).toList());
  }

  private static PodTemplate template(
      @Nullable Variation variation,
      @Nullable PodGroup group,
      List<PodTemplate.WeightedPriority> priorities) {
    Distribution duration = new Lognormal(600, 1);
    return new PodTemplate("t", 1, SPEC, Labels.EMPTY, duration, variation, group, priorities);
  }

  private static SyntheticWorkload workload(PodTemplate template, long pods) {
    return new SyntheticWorkload(
        List.of(template), new Constant(10), OptionalLong.of(pods), OptionalLong.empty());
  }

  private static List<PodArrival> pods(PodTemplate template, long pods) throws IOException {
    return Traces.all(workload(template, pods).open(new RandomStreams(1)));
  }

  private static double[] column(List<PodArrival> pods, ToLongFunction<Pod> value) {
    return pods.stream().mapToDouble(a -> Math.log((double) value.applyAsLong(a.pod()))).toArray();
  }

  private static double correlation(double[] x, double[] y) {
    return new PearsonsCorrelation().correlation(x, y);
  }
}
