package io.towtank.fault;

import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.control.plane.ControlPlane;
import io.towtank.control.plane.ControlPlaneOptions;
import io.towtank.control.runtime.LeaderElectionOptions;
import io.towtank.scheduling.CycleCost;
import io.towtank.scheduling.SchedulerOptions;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.scheduling.testing.Fakes;
import io.towtank.scheduling.testing.World;
import org.junit.jupiter.api.Test;

/** A scheduler whose leader is elected among the masters. */
final class SchedulerFailoverTest {
  private final World world =
      new World(
          new SchedulerOptions(
              QueueOptions.DEFAULT, CycleCost.ZERO, 0, SchedulerOptions.Ties.FIRST, 0),
          Fakes.FIT);
  private final ControlPlane controlPlane =
      new ControlPlane(world.simulation(), world.api(), ControlPlaneOptions.DEFAULT);

  SchedulerFailoverTest() {
    world.api().nodes().create(node("n1", 1000)).orThrow();
    controlPlane.elect(
        ControlPlane.SCHEDULER,
        LeaderElectionOptions.DEFAULT,
        world.scheduler()::start,
        world.scheduler()::stop);
  }

  @Test
  void podsWaitUntilAnotherCandidateLeads() {
    world
        .arrive(10, pod("before", 100))
        .at(11, "leader lost", () -> controlPlane.crashLeader(ControlPlane.SCHEDULER))
        .arrive(12, pod("a", 100))
        .arrive(26, pod("b", 100))
        .runUntil(60);

    // Renewed at 10 s, the lease ends at 25 s.
    assertThat(world.log())
        .containsExactly(
            "10 before scheduled to n1, attempt 1",
            "25 a scheduled to n1, attempt 1",
            "26 b scheduled to n1, attempt 1");
  }

  @Test
  void whileEtcdHasNoQuorumNothingIsBoundAndAfterwardsAllIs() {
    world
        .arrive(11, pod("a", 100))
        .at(11, "quorum lost", () -> controlPlane.loseEtcdMembers(2))
        .at(611, "quorum", () -> controlPlane.returnEtcdMembers(2))
        .runUntil(610);
    assertThat(world.pod("a").isBound()).isFalse();
    assertThat(world.scheduler().isRunning()).isFalse();

    world.runUntil(620);
    assertThat(world.pod("a").isBound()).isTrue();
    assertThat(world.log()).last().isEqualTo("611 a scheduled to n1, attempt 1");
  }

  @Test
  void anOutageShorterThanTheRenewDeadlineCostsNobodyTheLead() {
    world
        .at(11, "API down", () -> controlPlane.loseApiServers(3))
        .at(19, "API up", () -> controlPlane.returnApiServers(3))
        .arrive(20, pod("a", 100))
        .runUntil(60);
    assertThat(world.log()).containsExactly("20 a scheduled to n1, attempt 1");
  }
}
