package io.towtank.scheduling;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.cpu;
import static io.towtank.scheduling.testing.Objects.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.kubelet.Kubelets;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.scheduling.testing.Fakes;
import io.towtank.scheduling.testing.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PreemptionTest {
  private static final QueueOptions QUEUE = QueueOptions.DEFAULT;

  private final List<String> attempts = new ArrayList<>();

  private World world(QueueOptions queue) {
    World world =
        new World(
            new SchedulerOptions(queue, CycleCost.ZERO, 0, SchedulerOptions.Ties.NAME, 0),
            Fakes.FIT,
            Fakes.PREEMPT);
    new Kubelets(world.simulation(), world.api(), 0);
    world
        .scheduler()
        .addListener(
            new SchedulingListener() {
              @Override
              public boolean wantsAttempts() {
                return true;
              }

              @Override
              public void attempted(AttemptReport report) {
                attempts.add(
                    report.startNanos() / SECOND
                        + " "
                        + report.pod().name()
                        + " "
                        + report.result()
                        + (report.nodeName().isEmpty() ? "" : " " + report.nodeName())
                        + (report.nominatedNodeName().isEmpty()
                            ? ""
                            : " evicts " + report.victims() + " on " + report.nominatedNodeName())
                        + (report.fromBackoff() ? ", early" : ""));
              }
            });
    return world;
  }

  private static Pod pod(String name, long cpuMillis, int priority, int graceSeconds) {
    PodSpec spec =
        PodSpec.builder()
            .requests(cpu(cpuMillis))
            .priority(priority)
            .terminationGraceNanos(graceSeconds * SECOND)
            .build();
    return Pod.builder(name, spec).build();
  }

  private static void create(World world, String name, long cpuMillis) {
    world.api().nodes().create(node(name, cpuMillis)).orThrow();
  }

  @Test
  void preemptorGetsItsNodeWhenTheVictimHasHadItsGrace() {
    World world = world(QUEUE);
    create(world, "n1", 1000);
    world.arrive(0, pod("low", 800, 0, 30)).arrive(10, pod("high", 600, 5, 30)).runUntil(20);

    assertThat(world.pod("high").nominatedNodeName()).isEqualTo("n1");
    assertThat(world.pod("low").isTerminating()).isTrue();
    assertThat(world.pod("low").disruptionReason()).isEqualTo(Pod.PREEMPTION_BY_SCHEDULER);

    world.runUntil(60);
    assertThat(attempts)
        .containsExactly(
            "0 low SCHEDULED n1",
            "10 high UNSCHEDULABLE evicts [default/low] on n1",
            "40 high SCHEDULED n1");
    assertThat(world.api().pods().get("default/low")).isNull();
  }

  @Test
  void preemptorIsTriedOnceAfterTheLastOfItsVictims() {
    World world = world(QUEUE);
    create(world, "n1", 1000);
    world
        .arrive(0, pod("a", 400, 1, 0))
        .arrive(0, pod("b", 400, 0, 0))
        .arrive(10, pod("high", 1000, 5, 0))
        .runUntil(60);

    assertThat(attempts)
        .containsExactly(
            "0 a SCHEDULED n1",
            "0 b SCHEDULED n1",
            "10 high UNSCHEDULABLE evicts [default/a, default/b] on n1",
            "10 high SCHEDULED n1, early");
  }

  @Test
  void roomThatIsBeingMadeIsKeptFromPodsOfNoHigherPriority() {
    World world = world(QUEUE);
    create(world, "n1", 1000);
    world
        .arrive(0, pod("low", 800, 0, 30))
        .arrive(10, pod("high", 600, 5, 0))
        .at(11, "delete", () -> world.api().pods().delete("default/low").orThrow())
        .arrive(10.5, pod("equal", 600, 5, 0))
        .runUntil(12);

    assertThat(world.pod("high").nodeName()).isEqualTo("n1");
    assertThat(world.pod("equal").isBound()).isFalse();
  }

  @Test
  void higherPriorityTakesTheRoomAndEndsTheNomination() {
    World world = world(QUEUE);
    create(world, "n1", 1000);
    world
        .arrive(0, pod("low", 800, 0, 30))
        .arrive(10, pod("high", 600, 5, 0))
        .arrive(20, pod("higher", 600, 7, 0))
        .runUntil(21);
    assertThat(world.pod("higher").nominatedNodeName()).isEqualTo("n1");
    // Its victim was ending already: nothing is written, so that the older nomination stays too.
    assertThat(world.pod("high").nominatedNodeName()).isEqualTo("n1");

    world.runUntil(60);
    assertThat(world.pod("higher").nodeName()).isEqualTo("n1");
    assertThat(world.pod("high").isBound()).isFalse();
    assertThat(world.pod("high").nominatedNodeName()).isEmpty();
  }

  @Test
  void newVictimsEndTheNominationsOfLowerPriorities() {
    World world = world(QUEUE);
    create(world, "n1", 1000);
    world
        .arrive(0, pod("a", 300, 0, 30))
        .arrive(0, pod("b", 500, 3, 30))
        .arrive(10, pod("mid", 400, 2, 0))
        .arrive(20, pod("high", 900, 5, 0))
        .runUntil(21);

    assertThat(attempts)
        .containsSubsequence(
            "10 mid UNSCHEDULABLE evicts [default/a] on n1",
            "20 high UNSCHEDULABLE evicts [default/b, default/a] on n1",
            "20 mid UNSCHEDULABLE");
    assertThat(world.pod("mid").nominatedNodeName()).isEmpty();
    assertThat(world.pod("high").nominatedNodeName()).isEqualTo("n1");
  }

  @Test
  void withoutPoppingFromBackoffThePreemptorWaitsForItsBackoff() {
    World world = world(new QueueOptions(SECOND, 10 * SECOND, 300 * SECOND, false));
    create(world, "n1", 1000);
    world.arrive(0, pod("low", 800, 0, 0)).arrive(10, pod("high", 600, 5, 0)).runUntil(60);

    // The backoff ends at 11 s sharp, which still counts as backing off; the next flush is at 12 s.
    assertThat(attempts)
        .containsExactly(
            "0 low SCHEDULED n1",
            "10 high UNSCHEDULABLE evicts [default/low] on n1",
            "12 high SCHEDULED n1");
  }

  @Test
  void whileTheApiTakesNoWritesThePreemptorBacksOff() {
    World world = world(QUEUE);
    create(world, "n1", 1000);
    world
        .arrive(0, pod("low", 800, 0, 30))
        .arrive(10, pod("high", 600, 5, 30))
        .at(10, "no quorum", () -> world.api().setMode(ApiServer.Mode.READ_ONLY))
        .at(60, "quorum", () -> world.api().setMode(ApiServer.Mode.UP))
        .runUntil(120);

    assertThat(attempts)
        .hasSizeBetween(5, 15)
        .filteredOn(attempt -> attempt.contains("evicts"))
        .hasSizeGreaterThan(3)
        .doesNotHaveDuplicates();
    assertThat(world.pod("high").nodeName()).isEqualTo("n1");
  }

  @Test
  void nominationEndsWithTheLastNode() {
    World world = world(QUEUE);
    create(world, "n1", 1000);
    world
        .arrive(0, pod("low", 800, 0, 300))
        .arrive(10, pod("high", 600, 5, 0))
        .at(20, "node dies", () -> world.api().nodes().delete("n1").orThrow())
        .at(21, "pod goes", () -> world.api().pods().delete("default/low").orThrow())
        .runUntil(22);

    assertThat(attempts).last().isEqualTo("21 high ERROR");
    assertThat(world.pod("high").nominatedNodeName()).isEmpty();
  }
}
