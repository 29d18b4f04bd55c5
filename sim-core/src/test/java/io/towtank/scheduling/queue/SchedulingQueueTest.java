package io.towtank.scheduling.queue;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.Simulation;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueSortPlugin;
import io.towtank.scheduling.framework.QueuedPodInfo;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.queue.QueuedPod.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchedulingQueueTest {
  private static final QueueingHint.Change NEW_NODE =
      QueueingHint.Change.ofNode(null, node("n", 1));

  private final Simulation simulation = new Simulation(1);
  private final Rules rules = new Rules();
  private final List<Long> readySeconds = new ArrayList<>();
  private long lastUid;

  private final SchedulingQueue queue =
      new SchedulingQueue(
          simulation,
          new ResourceIndex(),
          QueueOptions.DEFAULT,
          rules,
          () -> readySeconds.add(simulation.now() / SECOND));

  /** Plugin "Fit" waits for nodes, plugin "Own" for the pod's own update, "Never" for nothing. */
  private static final class Rules implements RequeueRules {
    @Override
    public QueueSortPlugin queueSort() {
      return new QueueSortPlugin() {
        @Override
        public String name() {
          return "Sort";
        }

        @Override
        public int compare(QueuedPodInfo a, QueuedPodInfo b) {
          int order = Integer.compare(b.info().pod().priority(), a.info().pod().priority());
          return order != 0 ? order : Long.compare(a.timestampNanos(), b.timestampNanos());
        }
      };
    }

    @Override
    public Status preEnqueue(Pod pod) {
      return pod.spec().schedulingGates().isEmpty() ? Status.SUCCESS : Status.unresolvable("gate");
    }

    @Override
    public boolean mayHelp(
        Pod pod, Collection<String> plugins, ClusterEvent event, QueueingHint.Change change) {
      return switch (event) {
        case NODE_ADDED -> plugins.contains("Fit");
        case POD_UPDATED -> plugins.contains("Own");
        default -> false;
      };
    }
  }

  private Pod pod(String name, int priority, String... gates) {
    return Pod.builder(name, spec(100).toBuilder().schedulingGates(List.of(gates)).build())
        .uid(++lastUid)
        .priority(priority)
        .build();
  }

  private Pod pod(String name) {
    return pod(name, 0);
  }

  private void to(double seconds) {
    simulation.runUntil(Math.round(seconds * SECOND));
  }

  private QueuedPod pop() {
    QueuedPod popped = queue.pop();
    if (popped == null) {
      throw new AssertionError("nothing to pop at " + simulation.now());
    }
    return popped;
  }

  private @Nullable String popName() {
    QueuedPod popped = queue.pop();
    return popped == null ? null : popped.info().pod().name();
  }

  private void fail(QueuedPod queued, String... plugins) {
    queue.addFailed(queued, new TreeSet<>(List.of(plugins)));
  }

  @Test
  void activePodsComeByPriorityThenByTimeThenByEntry() {
    queue.add(pod("a"));
    queue.add(pod("b"));
    queue.add(pod("urgent", 3));
    to(1);
    queue.add(pod("c"));

    assertThat(List.of(popName() + "", popName() + "", popName() + "", popName() + ""))
        .containsExactly("urgent", "a", "b", "c");
    assertThat(queue.pop()).isNull();
  }

  @Test
  void retriedPodGoesBehindNewerOnesOfItsPriority() {
    queue.add(pod("retried"));
    QueuedPod retried = pop();
    to(2);
    queue.add(pod("newer"));
    to(3);
    fail(retried, "Fit");
    to(10);
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);

    assertThat(retried.place()).isEqualTo(Place.ACTIVE);
    assertThat(popName()).isEqualTo("newer");
    assertThat(popName()).isEqualTo("retried");
  }

  @Test
  void failedPodWaitsForAnEventThatItsPluginsCallHelpful() {
    queue.add(pod("fit"));
    queue.add(pod("never"));
    QueuedPod fit = pop();
    QueuedPod never = pop();
    fail(fit, "Fit", "Never");
    fail(never, "Never");

    queue.moveOn(ClusterEvent.ASSIGNED_POD_DELETED, QueueingHint.Change.ofPod(pod("x"), null));
    assertThat(fit.place()).isEqualTo(Place.UNSCHEDULABLE);

    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    assertThat(fit.place()).isEqualTo(Place.BACKOFF);
    assertThat(never.place()).isEqualTo(Place.UNSCHEDULABLE);
  }

  @Test
  void moveOnLeavesOutWhomTheTestDoesNotName() {
    Pod one = pod("one");
    queue.add(one);
    queue.add(pod("other"));
    QueuedPod first = pop();
    QueuedPod second = pop();
    fail(first, "Fit");
    fail(second, "Fit");

    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE, other -> other.uid() != one.uid());

    assertThat(first.place()).isEqualTo(Place.UNSCHEDULABLE);
    assertThat(second.place()).isEqualTo(Place.BACKOFF);
  }

  @ParameterizedTest
  @CsvSource({
    // A backoff of 1 s: its end and the present are compared in whole seconds.
    "9.0, 11",
    "9.001, 11",
    "9.6, 11",
    "9.999, 11",
    "10.0, 12",
  })
  void backoffEndsWhenTheClockPassesTheSecondOfItsEnd(double failedAt, double activeAt) {
    to(failedAt);
    queue.add(pod("a"));
    QueuedPod a = pop();
    fail(a, "Fit");
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);

    to(activeAt - 0.001);
    assertThat(a.place()).isEqualTo(Place.BACKOFF);
    to(activeAt);
    assertThat(a.place()).isEqualTo(Place.ACTIVE);
  }

  @Test
  void timeInTheUnschedulablePoolCountsAsBackoff() {
    queue.add(pod("a"));
    QueuedPod a = pop();
    fail(a, "Fit");
    to(1.9);
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    assertThat(a.place()).isEqualTo(Place.BACKOFF);

    to(2);
    assertThat(a.place()).isEqualTo(Place.ACTIVE);

    fail(pop(), "Fit"); // 2 s of backoff from t=2
    to(5);
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    assertThat(a.place()).isEqualTo(Place.ACTIVE);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 10", "6, 10", "60, 10", "2000000000, 10"})
  void backoffDoublesUpToItsMaximum(int failures, long seconds) {
    assertThat(QueueOptions.DEFAULT.backoffNanos(failures)).isEqualTo(seconds * SECOND);
  }

  @Test
  void backoffDoesNotOverflow() {
    QueueOptions options = new QueueOptions(3, Long.MAX_VALUE, QueueOptions.NEVER);

    assertThat(options.backoffNanos(64)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void idleQueuePopsFromBackoffInOrderOfTheEndSecond() {
    queue.add(pod("twice"));
    fail(pop(), "Fit");
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    QueuedPod twice = pop(); // early
    assertThat(twice.attempts()).isEqualTo(2);
    queue.add(pod("urgent", 9));
    QueuedPod urgent = pop();
    queue.add(pod("once"));
    QueuedPod once = pop();
    to(0.5);
    fail(twice, "Fit");
    fail(once, "Fit");
    to(1.2);
    fail(urgent, "Fit");
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);

    // Ends: once 1.5, urgent 2.2, twice 2.5; in one second priority decides.
    assertThat(popName()).isEqualTo("once");
    assertThat(popName()).isEqualTo("urgent");
    assertThat(popName()).isEqualTo("twice");
  }

  @Test
  void activePodsGoBeforeThoseThatBackOff() {
    queue.add(pod("urgent", 9));
    fail(pop(), "Fit");
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    queue.add(pod("a"));

    assertThat(popName()).isEqualTo("a");
    assertThat(popName()).isEqualTo("urgent");
  }

  @Test
  void errorBackoffIsNeverPoppedEarlyAndNoEventHelps() {
    queue.add(pod("a"));
    QueuedPod a = pop();
    fail(a);
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);

    assertThat(a.place()).isEqualTo(Place.ERROR_BACKOFF);
    assertThat(queue.isReady()).isFalse();
    assertThat(queue.hasBackoff()).isTrue();
    to(1.999);
    assertThat(queue.pop()).isNull();
    to(2);
    assertThat(popName()).isEqualTo("a");
    assertThat(readySeconds).containsExactly(0L, 2L);
  }

  @Test
  void errorsCountApartUntilTheNextRefusal() {
    queue.add(pod("a"));
    QueuedPod a = pop();
    fail(a, "Fit");
    to(400);
    assertThat(pop()).isSameAs(a);
    fail(a, "Fit");
    assertThat(a.failures()).isEqualTo(2);
    to(800);
    pop();
    fail(a);
    assertThat(a.failures()).isEqualTo(1);
    to(802);
    pop();
    fail(a);
    assertThat(a.failures()).isEqualTo(2);
    to(810);
    pop();
    fail(a, "Fit");
    assertThat(a.failures()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0, 330", "29.999, 330", "30, 360", "31, 360"})
  void podsThatNothingHelpsAreFlushedOnTheGridAfterMoreThanFiveMinutes(
      double failedAt, double flushedAt) {
    to(failedAt);
    queue.add(pod("a"));
    QueuedPod a = pop();
    fail(a, "Never");

    to(flushedAt - 0.001);
    assertThat(a.place()).isEqualTo(Place.UNSCHEDULABLE);
    to(flushedAt);
    assertThat(a.place()).isEqualTo(Place.ACTIVE);
  }

  @Test
  void flushGoesOnForPodsThatFailedLater() {
    queue.add(pod("a"));
    queue.add(pod("b"));
    QueuedPod a = pop();
    QueuedPod b = pop();
    fail(a, "Never");
    to(100);
    fail(b, "Never");

    to(330);
    assertThat(b.place()).isEqualTo(Place.UNSCHEDULABLE);
    assertThat(queue.pendingTimers()).isEqualTo(1);
    to(420);
    assertThat(b.place()).isEqualTo(Place.ACTIVE);
  }

  @Test
  void flushCanBeSwitchedOff() {
    SchedulingQueue patient =
        new SchedulingQueue(
            new Simulation(1),
            new ResourceIndex(),
            new QueueOptions(SECOND, SECOND, QueueOptions.NEVER),
            rules,
            () -> {});
    patient.add(pod("a"));
    QueuedPod a = Objects.requireNonNull(patient.pop());
    patient.addFailed(a, new TreeSet<>(List.of("Never")));
    assertThat(a.place()).isEqualTo(Place.UNSCHEDULABLE);

    assertThat(patient.pendingTimers()).isZero();
  }

  @Test
  void gatedPodKeepsItsTimeOfEntryAndIsNeitherMovedNorFlushed() {
    Pod gated = pod("gated", 0, "x");
    queue.add(gated);
    to(1);
    queue.add(pod("later"));
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    to(700);
    assertThat(popName()).isEqualTo("later");
    assertThat(queue.pop()).isNull();
    assertThat(queue.pendingTimers()).isZero();

    queue.add(pod("last"));
    queue.update(gated, gated.toBuilder().spec(spec(100)).build());
    assertThat(popName()).isEqualTo("gated");
  }

  @Test
  void gateThatAppearsKeepsAPodOutOfTheBackoffQueueToo() {
    Pod pod = pod("a");
    queue.add(pod);
    QueuedPod a = pop();
    fail(a, "Fit");
    Pod gated = pod.toBuilder().spec(pod("g", 0, "x").spec()).build();
    queue.update(pod, gated);
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);

    assertThat(a.place()).isEqualTo(Place.GATED);
    assertThat(queue.pop()).isNull();

    queue.update(gated, pod);
    assertThat(a.place()).isEqualTo(Place.BACKOFF);
  }

  @Test
  void ownUpdateHelpsOnlyIfAPluginSaysSo() {
    Pod own = pod("own");
    Pod fit = pod("fit");
    queue.add(own);
    queue.add(fit);
    QueuedPod first = pop();
    QueuedPod second = pop();
    fail(first, "Own");
    fail(second, "Fit");
    Labels labels = Labels.of("app", "web");
    queue.update(own, own.toBuilder().labels(labels).build());
    queue.update(fit, fit.toBuilder().labels(labels).build());

    assertThat(first.place()).isEqualTo(Place.BACKOFF);
    assertThat(second.place()).isEqualTo(Place.UNSCHEDULABLE);
    assertThat(second.info().pod().labels()).isEqualTo(labels);
  }

  @Test
  void updateReordersTheActiveQueue() {
    Pod b = pod("b");
    queue.add(pod("a"));
    queue.add(b);
    queue.update(b, b.toBuilder().priority(1).build());

    assertThat(popName()).isEqualTo("b");
    assertThat(popName()).isEqualTo("a");
  }

  @Test
  void eventsInFlightAreLookedAtWhenTheAttemptFails() {
    queue.add(pod("a"));
    queue.add(pod("b"));
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE); // before anything is in flight
    QueuedPod a = pop();
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    QueuedPod b = pop();
    fail(b, "Fit");
    fail(a, "Fit");

    assertThat(a.place()).isEqualTo(Place.BACKOFF);
    assertThat(b.place()).isEqualTo(Place.UNSCHEDULABLE);
  }

  @Test
  void eventInFlightIsJudgedByThePluginsThatRefusedThen() {
    queue.add(pod("a"));
    QueuedPod a = pop();
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    fail(a, "Never");

    assertThat(a.place()).isEqualTo(Place.UNSCHEDULABLE);
  }

  @Test
  void oldEventsAreForgottenButNotThoseThatSomePodStillNeeds() {
    queue.add(pod("slow"));
    QueuedPod slow = pop();
    queue.add(pod("quick"));
    QueuedPod quick = pop();
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    fail(quick, "Never");
    queue.add(pod("third"));
    QueuedPod third = pop();
    fail(slow, "Fit");
    assertThat(slow.place()).isEqualTo(Place.BACKOFF);
    fail(third, "Fit");
    assertThat(third.place()).isEqualTo(Place.UNSCHEDULABLE);
  }

  @Test
  void ownUpdateInFlightCountsToo() {
    Pod pod = pod("a");
    queue.add(pod);
    QueuedPod a = pop();
    Pod newer = pod.toBuilder().labels(Labels.of("app", "web")).build();
    queue.update(pod, newer);
    fail(a, "Own");

    assertThat(a.place()).isEqualTo(Place.BACKOFF);
    assertThat(a.info().pod()).isSameAs(newer);
  }

  @Test
  void failedBindingIsRetriedAfterItsBackoffWhateverHappened() {
    queue.add(pod("a"));
    QueuedPod a = pop();
    queue.beginBinding(a);
    assertThat(queue.isWaiting()).isFalse();
    fail(a, "Never");

    assertThat(a.place()).isEqualTo(Place.BACKOFF);
    assertThat(queue.isWaiting()).isFalse();
    pop();
    queue.beginBinding(a);
    fail(a);
    assertThat(a.place()).isEqualTo(Place.ERROR_BACKOFF);
    assertThat(queue.isWaiting()).isTrue();
  }

  @Test
  void deletedPodIsGoneWhereverItWas() {
    Pod active = pod("active");
    Pod backoff = pod("backoff");
    Pod error = pod("error");
    Pod unschedulable = pod("unschedulable");
    Pod gated = pod("gated", 0, "x");
    Pod inFlight = pod("inFlight");
    Pod binding = pod("binding");
    for (Pod pod : List.of(backoff, error, unschedulable, inFlight, binding, gated)) {
      queue.add(pod);
    }
    fail(pop(), "Fit");
    fail(pop());
    fail(pop(), "Never");
    QueuedPod flying = pop();
    queue.beginBinding(pop());
    queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
    queue.add(active);

    for (Pod pod : List.of(active, backoff, error, unschedulable, gated, inFlight, binding)) {
      queue.delete(pod);
      queue.delete(pod);
    }

    fail(flying, "Fit"); // its attempt ends after it was deleted
    assertThat(flying.place()).isEqualTo(Place.NOWHERE);
    assertThat(queue.isWaiting()).isTrue();
    assertThat(queue.hasBackoff()).isFalse();
    to(1000);
    assertThat(queue.pop()).isNull();
    assertThat(queue.pendingTimers()).isZero();
  }

  @Test
  void podTriedWithoutEndAtOneInstantMustWaitForTimeToPass() {
    queue.add(pod("a"));
    int attempts = 0;
    while (queue.isReady()) {
      fail(pop(), "Fit");
      queue.moveOn(ClusterEvent.NODE_ADDED, NEW_NODE);
      attempts++;
    }

    assertThat(attempts).isEqualTo(1000);
    to(11);
    assertThat(popName()).isEqualTo("a");
  }
}
