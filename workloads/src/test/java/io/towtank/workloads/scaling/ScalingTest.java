package io.towtank.workloads.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ScalingTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void copiesArriveWithTheirPodAndHaveJobsOfTheirOwn() throws IOException {
    List<PodArrival> scaled = scaled(jobs(1, 2), new Scaling(2, 1, 1, 0));

    assertThat(scaled)
        .extracting(arrival -> arrival.pod().name() + " of " + owner(arrival))
        .containsExactly(
            "pod-1-1 of job-1",
            "pod-1-1-copy-2 of job-1-copy-2",
            "pod-1-2 of job-1",
            "pod-1-2-copy-2 of job-1-copy-2");
    assertThat(scaled).extracting(PodArrival::timeNanos).containsOnly(SECOND);
  }

  @Test
  void partOfTheJobsIsKeptEachWithAllItsPods() throws IOException {
    List<PodArrival> scaled = scaled(jobs(2000, 3), new Scaling(0.25, 1, 1, 0));

    // Binomial (2000, 1/4): standard deviation 19.4, four of them allowed.
    assertThat(scaled.size() % 3).isZero();
    assertThat(scaled.size() / 3).isBetween(500 - 78, 500 + 78);
    for (int i = 0; i < scaled.size(); i += 3) {
      assertThat(owner(scaled.get(i + 2))).isEqualTo(owner(scaled.get(i)));
    }
  }

  @Test
  void timesAreStretched() throws IOException {
    List<PodArrival> scaled = scaled(jobs(2, 1), new Scaling(1, 3, 1, 0));

    assertThat(scaled).extracting(PodArrival::timeNanos).containsExactly(3 * SECOND, 6 * SECOND);
    assertThat(scaled).extracting(a -> a.pod().durationNanos()).containsOnly(300 * SECOND);
  }

  @Test
  void tasksWaitLongerForThoseBeforeThem() throws IOException {
    WorkflowTask task = new WorkflowTask("w", "b", 1, List.of("a"), 5 * SECOND);
    PodArrival arrival = new PodArrival(SECOND, jobs(1, 1).get(0).pod(), task);

    assertThat(scaled(List.of(arrival), new Scaling(2, 3, 1, 0)))
        .extracting(PodArrival::task)
        .containsExactly(
            task.withDelayNanos(15 * SECOND),
            new WorkflowTask("w-copy-2", "b", 1, List.of("a"), 15 * SECOND));
  }

  @Test
  void usersAreKeptWithAllTheirJobs() throws IOException {
    List<PodArrival> arrivals = new ArrayList<>();
    for (PodArrival job : jobs(3000, 1)) {
      String user = "user-" + arrivals.size() % 1000;
      arrivals.add(
          new PodArrival(
              job.timeNanos(),
              job.pod(),
              new WorkflowTask(user, "job-" + arrivals.size(), 1, List.of(), 0, true)));
    }

    List<PodArrival> scaled = scaled(arrivals, new Scaling(0.25, 1, 1, 0));

    Map<String, Long> jobsByUser =
        scaled.stream()
            .collect(
                Collectors.groupingBy(
                    arrival -> Objects.requireNonNull(arrival.task()).workflow(),
                    TreeMap::new,
                    Collectors.counting()));
    // Binomial (1000, 1/4): standard deviation 13.7, four of them allowed.
    assertThat(jobsByUser.size()).isBetween(250 - 55, 250 + 55);
    assertThat(jobsByUser.values()).containsOnly(3L);
  }

  @Test
  void aTailIsThickenedAboveItsThreshold() throws IOException {
    // 100 s above a threshold of 25 s: 25 × 4^1.5 = 200 s.
    assertThat(scaled(jobs(1, 1), new Scaling(1, 1, 1.5, 25 * SECOND)).get(0).pod().durationNanos())
        .isEqualTo(200 * SECOND);
    assertThat(
            scaled(jobs(1, 1), new Scaling(1, 1, 1.5, 200 * SECOND)).get(0).pod().durationNanos())
        .isEqualTo(100 * SECOND);
  }

  @Test
  void whatNeverEndsStillDoesNot() throws IOException {
    PodArrival service = new PodArrival(0, Pod.builder("s", PodSpec.builder().build()).build());

    assertThat(scaled(List.of(service), new Scaling(1, 2, 2, SECOND)).get(0).pod().durationNanos())
        .isEqualTo(Pod.NEVER);
  }

  @Test
  void nodesAreMultipliedInTheirMix() {
    List<Node> nodes = List.of(node("a"), node("b"));

    assertThat(NodeScaling.of(nodes, 2.5))
        .extracting(Node::name)
        .containsExactly("a", "b", "a-copy-2", "b-copy-2", "a-copy-3");
    assertThat(NodeScaling.of(nodes, 2.5).get(4).labels().get(Labels.HOSTNAME))
        .isEqualTo("a-copy-3");
    assertThat(NodeScaling.of(nodes, 0.5)).extracting(Node::name).containsExactly("a");
    assertThat(NodeScaling.of(nodes, 1)).isSameAs(nodes);
  }

  private static Node node(String name) {
    return Node.builder(name, ResourceList.of(1000, 1L << 30))
        .labels(Labels.of(Labels.HOSTNAME, name))
        .build();
  }

  private static String owner(PodArrival arrival) {
    OwnerReference owner = arrival.pod().owner();
    return owner == null ? "" : owner.name();
  }

  private static List<PodArrival> jobs(int jobs, int tasks) {
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(1000, 1L << 30)).build();
    List<PodArrival> arrivals = new ArrayList<>();
    for (int job = 1; job <= jobs; job++) {
      for (int task = 1; task <= tasks; task++) {
        arrivals.add(
            new PodArrival(
                job * SECOND,
                Pod.builder("pod-" + job + "-" + task, spec)
                    .owner(new OwnerReference("Job", "job-" + job))
                    .durationNanos(100 * SECOND)
                    .build()));
      }
    }
    return arrivals;
  }

  private static List<PodArrival> scaled(List<PodArrival> arrivals, Scaling scaling)
      throws IOException {
    return Traces.all(scaling.of(ArrivalStream.of(arrivals), new RandomStreams(1)));
  }
}
