package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.PodFailurePolicy.Action;
import io.towtank.model.PodFailurePolicy.Rule;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What pods know of their containers. */
final class PodStatusTest {
  private static final Pod POD = Pod.builder("p", PodSpec.builder().build()).build();

  private static Pod failedWith(int code) {
    return POD.toBuilder().runStatus(RunStatus.INITIAL.withExit("main", code)).build();
  }

  @Test
  void podIsAvailableOnceItWasReadyForLongEnough() {
    Pod ready = POD.toBuilder().ready(true, 100).build();

    assertThat(POD.isAvailable(1000, 0)).isFalse();
    assertThat(ready.isAvailable(100, 0)).isTrue();
    assertThat(ready.isAvailable(109, 10)).isFalse();
    assertThat(ready.isAvailable(110, 10)).isTrue();
  }

  @Test
  void timeOfReadinessIsThatOfItsLastChange() {
    Pod pod = POD.toBuilder().ready(true, 100).ready(true, 200).build();

    assertThat(pod.readyNanos()).isEqualTo(100);
    assertThat(pod.toBuilder().ready(false, 300).build().readyNanos()).isEqualTo(300);
  }

  @Test
  void contentHashShowsWhatContainersDid() {
    assertThat(POD.toBuilder().ready(true, 0).build().contentHash())
        .isNotEqualTo(POD.contentHash());
    assertThat(POD.toBuilder().restarts(1).build().contentHash()).isNotEqualTo(POD.contentHash());
    assertThat(POD.toBuilder().durationNanos(5).build().contentHash()).isEqualTo(POD.contentHash());
  }

  @Test
  void firstRunsFailUntilOneWorks() {
    PodBehavior.FailureModel twice = new PodBehavior.FailureModel(1, 0, 2);
    PodBehavior.FailureModel always =
        new PodBehavior.FailureModel(1, 0, PodBehavior.FailureModel.ALL);

    assertThat(List.of(twice.fails(0), twice.fails(1), twice.fails(2)))
        .containsExactly(true, true, false);
    assertThat(always.fails(1000)).isTrue();
    assertThat(PodBehavior.FailureModel.NONE.fails(0)).isFalse();
  }

  @Test
  void firstRuleThatMatchesDecidesWhatAFailureMeans() {
    PodFailurePolicy policy =
        new PodFailurePolicy(
            List.of(
                new Rule(Action.IGNORE, "", new TreeSet<>(), true, List.of(Rule.DISRUPTION_TARGET)),
                new Rule(Action.FAIL_JOB, "main", new TreeSet<>(List.of(42)), true, List.of()),
                new Rule(Action.COUNT, "", new TreeSet<>(List.of(1, 2)), true, List.of()),
                new Rule(Action.FAIL_INDEX, "", new TreeSet<>(List.of(137)), false, List.of())));

    assertThat(policy.actionFor(failedWith(42))).isEqualTo(Action.FAIL_JOB);
    assertThat(policy.actionFor(failedWith(2))).isEqualTo(Action.COUNT);
    assertThat(policy.actionFor(failedWith(3))).isEqualTo(Action.FAIL_INDEX);
    assertThat(policy.actionFor(failedWith(137))).isEqualTo(Action.COUNT);
    assertThat(
            policy.actionFor(
                failedWith(42).toBuilder().disruptionReason(Pod.DELETION_BY_POD_GC).build()))
        .isEqualTo(Action.IGNORE);
  }

  @Test
  void durationAndBehaviorAreOne() {
    PodBehavior slow = new PodBehavior(7, 3, 0, PodBehavior.FailureModel.NONE, 0);
    Pod pod = Pod.builder("a", PodSpec.builder().build()).behavior(slow).build();

    assertThat(pod.behavior()).isSameAs(slow);
    assertThat(pod.durationNanos()).isEqualTo(7);
    assertThat(pod.toBuilder().durationNanos(9).build().behavior())
        .isEqualTo(new PodBehavior(9, 3, 0, PodBehavior.FailureModel.NONE, 0));
    assertThat(pod.toBuilder().durationNanos(9).behavior(slow).build().durationNanos())
        .isEqualTo(7);
    assertThatThrownBy(() -> Pod.builder("a", pod.spec()).durationNanos(-2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsRareIsKeptFromVersionToVersion() {
    Pod pod =
        Pod.builder("a", PodSpec.builder().build())
            .nominatedNodeName("node-1")
            .deletionCost(5)
            .reason("Evicted")
            .finishedNanos(11)
            .build();
    Pod next = pod.toBuilder().nodeName("node-2").reason("").build().withResourceVersion(4);

    assertThat(next.nominatedNodeName()).isEqualTo("node-1");
    assertThat(next.deletionCost()).isEqualTo(5);
    assertThat(next.reason()).isEmpty();
    assertThat(next.finishedNanos()).isEqualTo(11);
    assertThat(pod.reason()).isEqualTo("Evicted");
    assertThat(next.isTerminating()).isFalse();
  }
}
