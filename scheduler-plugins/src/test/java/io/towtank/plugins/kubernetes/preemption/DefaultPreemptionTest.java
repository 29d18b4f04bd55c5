package io.towtank.plugins.kubernetes.preemption;

import static io.towtank.plugins.kubernetes.preemption.PreemptionWorld.candidates;
import static io.towtank.plugins.kubernetes.preemption.PreemptionWorld.chosen;
import static io.towtank.plugins.kubernetes.preemption.PreemptionWorld.node;
import static io.towtank.plugins.kubernetes.preemption.PreemptionWorld.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PreemptionPolicy;
import io.towtank.plugins.FakeCluster;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin.Result;
import io.towtank.scheduling.framework.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultPreemptionTest {
  @Test
  void sparesTheMostImportantThatLeaveRoom() {
    PreemptionWorld world =
        new PreemptionWorld()
            .with(
                node("n", 1000),
                pod("low-300", 300, 1),
                pod("middle-400", 400, 3),
                pod("high-300", 300, 5));

    Result result = world.preempt(pod("wants-400", 400, 10));

    assertThat(result.status().isSuccess()).isTrue();
    assertThat(candidates(result)).containsExactly("n: middle-400");
  }

  @Test
  void sparesTheOlderOfEqualPriorityAndNamesTheMostImportantVictimFirst() {
    PreemptionWorld world =
        new PreemptionWorld()
            .with(
                node("n", 1000),
                pod("oldest", 300, 1),
                pod("older", 300, 1),
                pod("younger", 300, 1));

    assertThat(candidates(world.preempt(pod("wants-300", 300, 2)))).containsExactly("n: younger");
    assertThat(candidates(world.preempt(pod("wants-700", 700, 2))))
        .containsExactly("n: older younger");
  }

  @Test
  void takesNoPodOfTheSamePriority() {
    PreemptionWorld world =
        new PreemptionWorld()
            .with(node("same", 1000), pod("a", 900, 2))
            .with(node("mixed", 1000), pod("b", 900, 2), pod("c", 100, 1))
            .with(node("tiny", 100), pod("d", 100, 1));

    Result result = world.preempt(pod("wants-500", 500, 2));

    assertThat(result.preemption()).isNull();
    assertThat(result.keepsNomination()).isFalse();
    assertThat(result.status().reasons())
        .containsExactly(
            "preemption: 0/3 nodes are available: 1 Insufficient cpu, 1 No preemption victims found"
                + " for incoming pod, 1 Preemption is not helpful for scheduling.");
  }

  @Test
  void takesPodsThatAreEndingAnyway() {
    PreemptionWorld world =
        new PreemptionWorld()
            .with(node("n", 1000), pod("ending", 500, 1).deletionNanos(1), pod("b", 500, 2));

    assertThat(candidates(world.preempt(pod("wants-500", 500, 3)))).containsExactly("n: ending");
  }

  @Test
  void seesWhatHasComeSinceTheLastAttempt() {
    PreemptionWorld world = new PreemptionWorld().with(node("n", 1000), pod("a", 600, 5));

    assertThat(world.preempt(pod("wants-500", 500, 3)).preemption()).isNull();
    world.running("n", pod("b", 400, 1));
    assertThat(candidates(world.preempt(pod("wants-400", 400, 3)))).containsExactly("n: b");
  }

  @Test
  void sparesProtectedPodsFirst() {
    PreemptionWorld world =
        new PreemptionWorld()
            .budget("db", 0)
            .with(
                node("n", 1000),
                pod("web", 500, 2),
                pod("db", 500, 1).labels(Labels.of("app", "db")));

    assertThat(candidates(world.preempt(pod("wants-500", 500, 3)))).containsExactly("n: web");
    assertThat(candidates(world.preempt(pod("wants-900", 900, 3))))
        .containsExactly("n: web db (1 protected)");
  }

  @Test
  void aPodThatIsSparedUsesUpItsBudgetAllTheSame() {
    Labels labels = Labels.of("app", "db");
    PreemptionWorld world =
        new PreemptionWorld()
            .budget("db", 1)
            .with(
                node("n", 1000),
                pod("db-high", 500, 2).labels(labels),
                pod("db-low", 500, 1).labels(labels));

    // Evicting db-high alone would be allowed: it comes first, and db-low is spared first.
    assertThat(candidates(world.preempt(pod("wants-500", 500, 3)))).containsExactly("n: db-high");
  }

  @Test
  void choosesTheNodeWhereItHurtsLeast() {
    PreemptionWorld world =
        new PreemptionWorld()
            .with(node("n1", 1000), pod("a", 1000, 4))
            .with(node("n3", 1000), pod("b", 1000, 1))
            .with(node("n2", 1000), pod("c", 1000, 1));

    Result result = world.preempt(pod("wants-1000", 1000, 5));

    assertThat(candidates(result)).containsExactly("n1: a", "n3: b", "n2: c");
    assertThat(chosen(result)).as("the younger victim").isEqualTo("n2: c");
  }

  @Test
  void leavesRoomForNominatedPodsOfEqualPriority() {
    PreemptionWorld world =
        new PreemptionWorld()
            .with(node("n", 1000), pod("a", 300, 1), pod("b", 300, 1), pod("c", 300, 1))
            .nominated(pod("waits-400", 400, 5), "n");

    assertThat(candidates(world.preempt(pod("wants-400", 400, 5)))).containsExactly("n: a b c");
    assertThat(candidates(world.preempt(pod("wants-400", 400, 6)))).containsExactly("n: c");
  }

  @Test
  void aPodWithoutTheRightDoesNotPreempt() {
    PreemptionWorld world = new PreemptionWorld().with(node("n", 1000), pod("a", 1000, 1));

    Result result = world.preempt(pod("gentle", 1000, 5).preemptionPolicy(PreemptionPolicy.NEVER));

    assertThat(result)
        .hasToString(
            Result.notEligible("preemption: not eligible due to preemptionPolicy=Never.")
                .toString());
  }

  @Test
  void waitsWhileItsVictimsEnd() {
    PreemptionWorld world =
        new PreemptionWorld()
            .with(
                node("n1", 1000),
                pod("victim", 500, 1)
                    .deletionNanos(1)
                    .disruptionReason(Pod.PREEMPTION_BY_SCHEDULER),
                pod("a", 500, 1))
            .with(node("n2", 1000), pod("b", 1000, 1));

    Result result = world.preempt(pod("waits", 600, 5).nominatedNodeName("n1"));

    assertThat(result.preemption()).isNull();
    assertThat(result.keepsNomination()).isTrue();
    assertThat(result.status().reasons())
        .containsExactly(
            "preemption: not eligible due to a terminating pod on the nominated node.");
  }

  @Test
  void doesNotWaitForPodsThatEndForOtherReasonsOrAreNoVictims() {
    PreemptionWorld world =
        new PreemptionWorld()
            .with(
                node("n", 1000),
                pod("deleted", 300, 1).deletionNanos(1),
                pod("same-priority", 300, 5)
                    .deletionNanos(1)
                    .disruptionReason(Pod.PREEMPTION_BY_SCHEDULER),
                pod("not-ending", 400, 1).disruptionReason(Pod.PREEMPTION_BY_SCHEDULER));

    assertThat(candidates(world.preempt(pod("waits", 400, 5).nominatedNodeName("n"))))
        .containsExactly("n: not-ending");
  }

  @Test
  void looksElsewhereWhenItsNominatedNodeIsOutOfTheQuestion() {
    Pod.Builder victim =
        pod("victim", 500, 1).deletionNanos(1).disruptionReason(Pod.PREEMPTION_BY_SCHEDULER);
    PreemptionWorld world =
        new PreemptionWorld()
            .with(node("cordoned", 1000).unschedulable(true), victim)
            .with(node("n", 1000), pod("b", 1000, 1));

    assertThat(candidates(world.preempt(pod("waits", 600, 5).nominatedNodeName("cordoned"))))
        .containsExactly("n: b");
    assertThat(candidates(world.preempt(pod("waits", 600, 5).nominatedNodeName("gone"))))
        .containsExactly("n: b");
  }

  /** Refuses real nodes and takes every copy of one, as if its counts were lost on the way. */
  private static final class Fickle implements FilterPlugin, PluginFactory {
    @Override
    public String name() {
      return "Fickle";
    }

    @Override
    public String summary() {
      return "Takes copies only.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return this;
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
      return node.generation() >= 0 ? Status.unschedulable("no") : Status.SUCCESS;
    }
  }

  @Test
  void aNodeThatNeedsNoVictimIsAnErrorUnlessOthersHelp() {
    PreemptionWorld world =
        new PreemptionWorld(List.of(new Fickle())).with(node("n", 1000), pod("a", 100, 1));

    Result result = world.preempt(pod("wants-100", 100, 5));

    assertThat(result)
        .hasToString(
            new Result(
                    Status.error("preemption: expected at least one victim pod on node \"n\""),
                    null,
                    true)
                .toString());
    world.with(node("m", 1000), pod("b", 1000, 1));
    assertThat(candidates(world.preempt(pod("wants-100", 100, 5)))).containsExactly("m: b");
  }

  @Test
  void searchesOnlyForEnoughCandidatesWhereTheSchedulerSamplesNodes() {
    PluginFactory sampling = new SamplingPreemption(Map.of("minCandidateNodesAbsolute", 2));
    PreemptionWorld world = new PreemptionWorld(List.of(sampling));
    for (int i = 0; i < 10; i++) {
      world.with(node("free-" + i, 1000), pod("a" + i, 1000, 1));
    }

    Result result = world.preempt(pod("wants-1000", 1000, 5));

    assertThat(candidates(result)).hasSize(2);
    assertThat(world.preempt(pod("wants-1000", 1000, 1)).status().reasons())
        .containsExactly(
            "preemption: 0/10 nodes are available: 10 No preemption victims found for incoming"
                + " pod.");
  }

  @Test
  void refusesArgumentsOutOfRange() {
    assertThatThrownBy(() -> create(Map.of("minCandidateNodesPercentage", 101)))
        .hasMessage(
            "minCandidateNodesPercentage: expected a whole number from 0 to 100, found 101");
    assertThatThrownBy(() -> create(Map.of("minCandidateNodesAbsolute", -1)))
        .hasMessageStartingWith("minCandidateNodesAbsolute: expected a whole number from 0 to ");
    assertThatThrownBy(
            () -> create(Map.of("minCandidateNodesPercentage", 0, "minCandidateNodesAbsolute", 0)))
        .hasMessage("minCandidateNodesPercentage and minCandidateNodesAbsolute can't both be 0");
    assertThat(create(Map.of("minCandidateNodesPercentage", 0)).name())
        .isEqualTo("DefaultPreemption");
  }

  private static DefaultPreemption create(Map<String, ?> args) {
    return new FakeCluster().create(DefaultPreemption.class, new DefaultPreemption.Factory(), args);
  }
}
