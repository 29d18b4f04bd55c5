package io.towtank.scheduling;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scheduling.framework.PermitPlugin;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.scheduling.testing.Fakes;
import io.towtank.scheduling.testing.World;
import org.junit.jupiter.api.Test;

/** A scheduler that ends, and another process that takes its place. */
final class SchedulerRestartTest {
  private static World world(CycleCost cost, long bindLatencyNanos, long watchDelayNanos) {
    World world =
        new World(
            new SchedulerOptions(
                QueueOptions.DEFAULT,
                cost,
                bindLatencyNanos,
                SchedulerOptions.Ties.FIRST,
                watchDelayNanos),
            Fakes.FIT);
    world.api().nodes().create(node("n1", 1000)).orThrow();
    return world;
  }

  private static World stopAndStart(World world, double stop, double start) {
    return world
        .at(stop, "stop", world.scheduler()::stop)
        .at(start, "start", world.scheduler()::start);
  }

  @Test
  void aStoppedSchedulerTriesNobodyAndGoesOnInOrderOfPriorityAndArrival() {
    World world = world(CycleCost.ZERO, 0, 0);
    stopAndStart(world, 1, 20)
        .arrive(2, pod("a", 100, 0))
        .arrive(3, pod("b", 100, 0))
        .arrive(4, pod("urgent", 100, 5))
        .runUntil(19);
    assertThat(world.log()).isEmpty();
    assertThat(world.scheduler().isRunning()).isFalse();

    world.runUntil(30);
    assertThat(world.log())
        .containsExactly(
            "20 urgent scheduled to n1, attempt 1",
            "20 a scheduled to n1, attempt 1",
            "20 b scheduled to n1, attempt 1");
  }

  @Test
  void theNewProcessKnowsNothingOfEarlierAttempts() {
    World world = world(CycleCost.ZERO, 0, 0);
    stopAndStart(world, 2, 3).arrive(1, pod("big", 2000)).runUntil(4);

    assertThat(world.log())
        .containsExactly("1 big unschedulable, attempt 1", "3 big unschedulable, attempt 1");
  }

  @Test
  void aBindingUnderWayIsLostAndItsRoomGivenBack() {
    World world = world(CycleCost.ZERO, 5 * SECOND, 0);
    stopAndStart(world, 3, 10).arrive(1, pod("a", 600)).arrive(1, pod("b", 600)).runUntil(9);

    assertThat(world.log())
        .containsExactly(
            "1 a scheduled to n1, attempt 1",
            "1 b unschedulable, attempt 1",
            "3 a not bound to n1: the scheduler ended");
    assertThat(world.pod("a").isBound()).isFalse();
    assertThat(world.scheduler().cache().podCount()).isZero();

    world.runUntil(20);
    assertThat(world.pod("a").boundNanos()).isEqualTo(15 * SECOND);
  }

  @Test
  void aCycleUnderWayIsLost() {
    World world = world(new CycleCost(4 * SECOND, 0), 0, 0);
    stopAndStart(world, 2, 8).arrive(1, pod("a", 600)).runUntil(30);

    assertThat(world.log()).containsExactly("12 a scheduled to n1, attempt 1");
  }

  @Test
  void aPodThatWaitsForPermitIsLetGo() {
    PermitPlugin.Result wait = PermitPlugin.Result.waitFor(60 * SECOND);
    World world =
        new World(
            new SchedulerOptions(
                QueueOptions.DEFAULT, CycleCost.ZERO, 0, SchedulerOptions.Ties.FIRST, 0),
            Fakes.FIT,
            Fakes.permit("P", pod -> wait));
    world.api().nodes().create(node("n1", 1000)).orThrow();
    world.arrive(1, pod("a", 600)).at(2, "stop", world.scheduler()::stop).runUntil(100);

    assertThat(world.log())
        .containsExactly(
            "1 a scheduled to n1, attempt 1", "2 a not bound to n1: the scheduler ended");
    assertThat(world.scheduler().cache().podCount()).isZero();
  }

  @Test
  void whatWasBoundButNotHeardOfYetIsNotTriedAgain() {
    World world = world(CycleCost.ZERO, 0, 2 * SECOND);
    stopAndStart(world, 5, 6).arrive(2, pod("a", 600)).runUntil(30);

    assertThat(world.pod("a").boundNanos()).isEqualTo(4 * SECOND);
    assertThat(world.log()).containsExactly("4 a scheduled to n1, attempt 1");
    assertThat(world.scheduler().isAtRest()).isTrue();
  }
}
