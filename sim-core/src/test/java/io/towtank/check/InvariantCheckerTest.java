package io.towtank.check;

import static io.towtank.metrics.HandDriven.GPU;
import static io.towtank.metrics.HandDriven.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.metrics.HandDriven;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.record.RunSummary.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every invariant is broken on purpose, and the checker must say so. */
final class InvariantCheckerTest {
  private final HandDriven hand = new HandDriven();
  private final InvariantChecker checker =
      new InvariantChecker(hand.simulation, hand.api, CheckLevel.FULL);

  @BeforeEach
  void twoNodes() {
    hand.node("n1", 4000, 8000, 2, "A");
    hand.node("n2", 4000, 8000);
  }

  private static void violates(ThrowingCallable act, String message) {
    assertThatThrownBy(act).isInstanceOf(InvariantViolation.class).hasMessage(message);
  }

  @Test
  void cpuBeyondAllocatable() {
    hand.pod("a", 3000, 0);
    hand.pod("b", 2000, 0);
    hand.bind("a", "n2");

    violates(
        () -> hand.bind("b", "n2"),
        "at 0 ns, node n2: expected at most what is allocatable, found 5000 of 4000 cpu");
  }

  @Test
  void memoryBeyondAllocatable() {
    hand.pod("a", 0, 8001);

    violates(
        () -> hand.bind("a", "n2"),
        "at 0 ns, node n2: expected at most what is allocatable, found 8001 of 8000 memory");
  }

  @Test
  void podsBeyondAllocatable() {
    for (int i = 0; i < 110; i++) {
      hand.pod("p" + i, 0, 0);
      hand.bind("p" + i, "n1");
    }
    hand.pod("one-more", 0, 0);

    violates(
        () -> hand.bind("one-more", "n1"),
        "at 0 ns, node n1: expected at most what is allocatable, found 111 of 110 pods");
  }

  @Test
  void aDeviceSharedBeyondItsThousandths() {
    hand.gpuPod("a", 0, 1, 600);
    hand.gpuPod("b", 0, 1, 500);
    hand.bind("a", "n1", 1);

    violates(
        () -> hand.bind("b", "n1", 1),
        "at 0 ns, node n1: expected at most what is allocatable,"
            + " found 1100 of 1000 milli of nvidia.com/gpu device 1");
  }

  @Test
  void fewerDevicesThanAskedFor() {
    hand.gpuPod("a", 0, 2, 1000);

    assertThatThrownBy(() -> hand.bind("a", "n1", 1))
        .isInstanceOf(InvariantViolation.class)
        .hasMessageStartingWith("at 0 ns, pod default/a on node n1: expected devices for [Device");
  }

  @Test
  void devicesThatNobodyAskedFor() {
    hand.pod("a", 0, 0);
    Pod pod = hand.get("a");
    List<DeviceAllocation> stolen = List.of(new DeviceAllocation(GPU, List.of(0), 1000));

    assertThatThrownBy(() -> hand.api.bind(pod, "n1", stolen))
        .isInstanceOf(InvariantViolation.class)
        .hasMessageContaining("expected devices for []");
  }

  @Test
  void devicesThatTheNodeHasNot() {
    hand.gpuPod("a", 0, 1, 500);
    hand.gpuPod("b", 0, 1, 500);

    assertThatThrownBy(() -> hand.bind("a", "n1", 2))
        .isInstanceOf(InvariantViolation.class)
        .hasMessageContaining("expected ascending numbers of its 2 devices");
    assertThatThrownBy(() -> hand.bind("b", "n2", 0))
        .isInstanceOf(InvariantViolation.class)
        .hasMessageContaining("expected ascending numbers of its 0 devices");
  }

  @Test
  void oneDeviceTwice() {
    hand.gpuPod("a", 0, 2, 1000);

    assertThatThrownBy(() -> hand.bind("a", "n1", 1, 1))
        .isInstanceOf(InvariantViolation.class)
        .hasMessageContaining("expected ascending numbers of its 2 devices");
  }

  @Test
  void wholeDevicesAskedForByPlainCount() {
    ResourceList requests = ResourceList.of(0, 0).with(GPU, 2);
    Pod pod = Pod.builder("a", PodSpec.builder().requests(requests).build()).build();
    hand.api.pods().create(pod).orThrow();
    List<DeviceAllocation> both = List.of(new DeviceAllocation(GPU, List.of(0, 1), 1000));
    hand.api.bind(hand.get("a"), "n1", both).orThrow();
    hand.gpuPod("b", 0, 1, 1);

    violates(
        () -> hand.bind("b", "n1", 0),
        "at 0 ns, node n1: expected at most what is allocatable,"
            + " found 1001 of 1000 milli of nvidia.com/gpu device 0");
  }

  @Test
  void aSecondNode() {
    hand.pod("a", 0, 0);
    hand.bind("a", "n1");

    violates(
        () -> hand.change("a", pod -> pod.toBuilder().nodeName("n2").build()),
        "at 0 ns, pod default/a: expected node n1, found node 'n2'");
  }

  @Test
  void otherDevicesThanBefore() {
    hand.gpuPod("a", 0, 1, 500);
    hand.bind("a", "n1", 0);
    List<DeviceAllocation> other = List.of(new DeviceAllocation(GPU, List.of(1), 500));

    assertThatThrownBy(() -> hand.change("a", pod -> pod.toBuilder().devices(other).build()))
        .isInstanceOf(InvariantViolation.class)
        .hasMessageStartingWith("at 0 ns, pod default/a: expected devices [DeviceAllocation");
  }

  @Test
  void aNodeThatDoesNotExist() {
    hand.pod("a", 0, 0);

    violates(
        () -> hand.change("a", pod -> pod.toBuilder().nodeName("n3").boundNanos(0).build()),
        "at 0 ns, pod default/a: expected a node that exists, found n3");
  }

  @Test
  void aNodeThatWentWhileAPodWasOnItsWayThere() {
    hand.pod("a", 0, 0);
    hand.api.nodes().delete("n1").orThrow();
    hand.bind("a", "n1");
    checker.betweenEvents();
  }

  @Test
  void anOwnerWhoTakesAPodFromAnother() {
    hand.pod("a", 0, 0);
    hand.change("a", pod -> pod.toBuilder().owner(new OwnerReference("ReplicaSet", "r")).build());

    violates(
        () ->
            hand.change(
                "a", pod -> pod.toBuilder().owner(new OwnerReference("ReplicaSet", "s")).build()),
        "at 0 ns, pod default/a: expected owner OwnerReference[kind=ReplicaSet, name=r, uid=0],"
            + " found OwnerReference[kind=ReplicaSet, name=s, uid=0]");
  }

  @Test
  void phasesThatGoBackwards() {
    hand.pod("a", 0, 0);
    hand.bind("a", "n1");
    hand.start("a");
    hand.succeed("a");

    violates(
        () -> hand.change("a", pod -> pod.toBuilder().phase(PodPhase.RUNNING).build()),
        "at 0 ns, pod default/a: expected a phase that can follow SUCCEEDED, found RUNNING");
  }

  @Test
  void successWithoutEverRunning() {
    hand.pod("a", 0, 0);
    hand.bind("a", "n1");

    violates(
        () -> hand.succeed("a"),
        "at 0 ns, pod default/a: expected a phase that can follow PENDING, found SUCCEEDED");
  }

  @Test
  void runningWithoutANode() {
    hand.pod("a", 0, 0);

    violates(
        () -> hand.start("a"),
        "at 0 ns, pod default/a: expected a node and a start, as it runs,"
            + " found RUNNING on '', started 0, finished -1");
  }

  @Test
  void anEndWithoutItsTime() {
    hand.pod("a", 0, 0);

    violates(
        () -> hand.change("a", pod -> pod.toBuilder().phase(PodPhase.FAILED).build()),
        "at 0 ns, pod default/a: expected an end where it has ended, and only there,"
            + " found FAILED on '', started -1, finished -1");
  }

  @Test
  void timesOutOfOrder() {
    hand.runUntil(5);
    hand.pod("a", 0, 0);
    hand.bind("a", "n1");

    violates(
        () ->
            hand.change(
                "a", pod -> pod.toBuilder().phase(PodPhase.RUNNING).startedNanos(3).build()),
        "at 5000000000 ns, pod default/a: expected bound no later than started,"
            + " found bound 5000000000, started 3");
  }

  @Test
  void timesThatLieAhead() {
    hand.pod("a", 0, 0);

    violates(
        () -> hand.change("a", pod -> pod.toBuilder().nodeName("n1").boundNanos(SECOND).build()),
        "at 0 ns, pod default/a: expected bound not ahead of now, found bound 1000000000");
  }

  @Test
  void timesThatChange() {
    hand.pod("a", 0, 0);
    hand.bind("a", "n1");
    hand.runUntil(1);
    hand.start("a");
    hand.runUntil(2);

    violates(
        () -> hand.change("a", pod -> pod.toBuilder().startedNanos(2 * SECOND).build()),
        "at 2000000000 ns, pod default/a: expected started 1000000000, found started 2000000000");
  }

  @Test
  void anotherPodUnderTheSameName() {
    hand.pod("a", 0, 0);

    violates(
        () -> hand.change("a", pod -> pod.toBuilder().uid(7).build()),
        "at 0 ns, pod default/a: expected uid 1, found uid 7");
  }

  @Test
  void aUidUsedTwice() {
    hand.api.pods().addAdmission(draft -> draft.toBuilder().uid(1).build());
    hand.pod("a", 0, 0);

    violates(() -> hand.pod("b", 0, 0), "at 0 ns, pod default/b: expected a uid above 1, found 1");
  }

  @Test
  void podsThatAreMissingFromTheAccounts() {
    hand.pod("a", 0, 0);
    hand.pod("b", 0, 0);
    hand.bind("b", "n1");

    violates(
        () -> checker.finish(accounts(1, 0, 0, 1, 0)),
        "at 0 ns, accounts: pods submitted: expected 2, found 1");
    violates(
        () -> checker.finish(accounts(2, 0, 0, 0, 1)),
        "at 0 ns, accounts of pods: expected 2 submitted, found 1 in all");
    violates(
        () -> checker.finish(accounts(2, 1, 0, 1, 0)),
        "at 0 ns, accounts: pods succeeded: expected 0, found 1");
    violates(
        () -> checker.finish(accounts(2, 0, 1, 1, 0)),
        "at 0 ns, accounts: pods failed: expected 0, found 1");
    violates(
        () -> checker.finish(accounts(2, 0, 0, 2, 0)),
        "at 0 ns, accounts: pods running: expected 1, found 2");
    assertThatCode(() -> checker.finish(accounts(2, 0, 0, 1, 1))).doesNotThrowAnyException();
  }

  private static Accounts accounts(
      long submitted, long succeeded, long failed, long running, long pending) {
    return new Accounts(submitted, succeeded, failed, running, pending, 0, 0, 0, new TreeMap<>());
  }

  @Test
  void inputRowsThatWentNowhere() {
    TreeMap<String, Long> dropped = new TreeMap<>(Map.of("no duration", 2L));

    violates(
        () -> AccountsCheck.check(new Accounts(0, 0, 0, 0, 0, 0, 10, 7, dropped), 0),
        "at 0 ns, accounts of input rows: expected 10 read, found 9 used or dropped");
    assertThatCode(() -> AccountsCheck.check(new Accounts(0, 0, 0, 0, 0, 0, 9, 7, dropped), 0))
        .doesNotThrowAnyException();
  }

  @Test
  void aWholeLifeIsFine() {
    hand.at(1, () -> hand.gpuPod("a", 1000, 1, 500));
    hand.at(2, () -> hand.bind("a", "n1", 0));
    hand.at(3, () -> hand.start("a"));
    hand.at(4, () -> hand.succeed("a"));
    hand.at(5, () -> hand.delete("a"));
    hand.at(6, () -> hand.pod("b", 4000, 0));
    hand.at(7, () -> hand.bind("b", "n1"));
    hand.at(8, () -> hand.delete("b"));
    hand.runUntil(9);

    checker.finish(accounts(2, 1, 1, 0, 0));
  }

  @Test
  void aNodeMayShrinkUnderItsPodsButNotTakeMore() {
    hand.pod("a", 3000, 0);
    hand.pod("b", 1000, 0);
    hand.pod("c", 2000, 0);
    hand.bind("a", "n2");
    hand.bind("b", "n2");
    resize("n2", 2000);
    checker.finish(accounts(3, 0, 0, 2, 1));
    hand.delete("a");

    violates(
        () -> hand.bind("c", "n2"),
        "at 0 ns, node n2: expected at most what is allocatable, found 3000 of 2000 cpu");
  }

  private void resize(String name, long cpuMillis) {
    hand.api
        .nodes()
        .update(
            name,
            node ->
                node.toBuilder()
                    .allocatable(node.allocatable().with(ResourceNames.CPU, cpuMillis))
                    .build())
        .orThrow();
  }

  @Test
  void aNodeThatComesBackHasItsPodsAgain() {
    hand.pod("a", 3000, 0);
    hand.pod("b", 2000, 0);
    hand.bind("a", "n2");
    hand.api.nodes().delete("n2").orThrow();
    checker.finish(accounts(2, 0, 0, 1, 1));
    hand.node("n2", 4000, 8000);

    violates(
        () -> hand.bind("b", "n2"),
        "at 0 ns, node n2: expected at most what is allocatable, found 5000 of 4000 cpu");
  }

  @Test
  void pluggedInInvariantsAreAskedOnceInAWhileAndAtTheEnd() {
    List<Long> asked = new ArrayList<>();
    checker.add(asked::add);
    for (int i = 1; i <= 40; i++) {
      String name = "p" + i;
      hand.at(i, () -> hand.pod(name, 0, 0));
    }
    while (hand.simulation.step()) {
      checker.betweenEvents();
    }
    checker.finish(accounts(40, 0, 0, 0, 40));

    // Two nodes and 14 pods are 16 changes; 16 changes on, there are 32 objects to wait for.
    assertThat(asked).containsExactly(14 * SECOND, 30 * SECOND, 40 * SECOND);
  }

  @Test
  void levelsIncludeEachOther() {
    assertThat(CheckLevel.FULL.includes(CheckLevel.STEP)).isTrue();
    assertThat(CheckLevel.STEP.includes(CheckLevel.STEP)).isTrue();
    assertThat(CheckLevel.STEP.includes(CheckLevel.FULL)).isFalse();
    assertThat(CheckLevel.OFF.includes(CheckLevel.STEP)).isFalse();
  }

  @Test
  void offSeesNothing() {
    HandDriven unwatched = new HandDriven();
    InvariantChecker off =
        new InvariantChecker(unwatched.simulation, unwatched.api, CheckLevel.OFF);
    off.add(
        now -> {
          throw new InvariantViolation(now, "x", "y", "z");
        });
    unwatched.node("n1", 1000, 0);
    unwatched.pod("a", 2000, 0);
    unwatched.bind("a", "n1");
    off.betweenEvents();

    assertThatCode(() -> off.finish(accounts(7, 0, 0, 0, 0))).doesNotThrowAnyException();
  }
}
