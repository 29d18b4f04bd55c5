package io.towtank.scheduling;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static io.towtank.scheduling.testing.Objects.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Simulation;
import io.towtank.kernel.SimulationException;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.PermitPlugin;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.QueueSortPlugin;
import io.towtank.scheduling.framework.QueuedPodInfo;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.scheduling.testing.FakePlugin;
import io.towtank.scheduling.testing.Fakes;
import io.towtank.scheduling.testing.World;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchedulerTest {
  private static final SchedulerOptions INSTANT = with(CycleCost.ZERO, 0, 0);

  private static SchedulerOptions with(CycleCost cost, long bindLatency, long watchDelay) {
    return new SchedulerOptions(
        QueueOptions.DEFAULT, cost, bindLatency, SchedulerOptions.Ties.FIRST, watchDelay);
  }

  private static void create(World world, String node, long cpuMillis) {
    world.api().nodes().create(node(node, cpuMillis)).orThrow();
  }

  @Test
  void podsAreTriedByPriorityThenInOrderOfArrivalAfterAllOfTheInstantHaveArrived() {
    World world = new World(INSTANT, Fakes.FIT);
    create(world, "n1", 1000);
    world
        .arrive(1, pod("low", 100, 0))
        .arrive(1, pod("first", 100, 5))
        .arrive(1, pod("second", 100, 5))
        .runUntil(1);

    assertThat(world.log())
        .containsExactly(
            "1 first scheduled to n1, attempt 1",
            "1 second scheduled to n1, attempt 1",
            "1 low scheduled to n1, attempt 1");
    assertThat(world.pod("low").nodeName()).isEqualTo("n1");
    assertThat(world.pod("low").boundNanos()).isEqualTo(SECOND);
  }

  @Test
  void podThatFitsNowhereSaysWhyAndWaitsForRoom() {
    World world = new World(INSTANT, Fakes.CORDON, Fakes.FIT);
    create(world, "n1", 1000);
    create(world, "n2", 500);
    world.api().nodes().create(node("n3", 9000).toBuilder().unschedulable(true).build()).orThrow();
    world
        .arrive(0, pod("big", 800))
        .arrive(1, pod("next", 700))
        .at(2.5, "look", () -> world.note(world.pod("next").reason()))
        .delete(7, "big")
        .runUntil(100);

    assertThat(world.log())
        .containsExactly(
            "0 big scheduled to n1, attempt 1",
            "1 next unschedulable, attempt 1",
            "2.5 0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu.",
            "7 next scheduled to n1, attempt 2");
    assertThat(world.pod("next").reason()).isEmpty();
  }

  @Test
  void withoutNodesAttemptsAreErrorsThatOnlyTimeRetries() {
    World world = new World(INSTANT, Fakes.FIT);
    world.arrive(0.5, pod("a", 100));
    world.at(7, "node", () -> create(world, "n1", 1000));
    world.runUntil(60);

    assertThat(world.log())
        .containsExactly(
            "0.5 a unschedulable, attempt 1",
            "2 a unschedulable, attempt 2",
            "5 a unschedulable, attempt 3",
            "10 a scheduled to n1, attempt 4");
  }

  @Test
  void reserveRunsInOrderAndUnreserveInReverse() {
    List<String> calls = new ArrayList<>();
    World world =
        new World(
            INSTANT,
            Fakes.FIT,
            Fakes.reserve("R1", calls, pod -> false),
            Fakes.reserve("R2", calls, pod -> pod.equals("bad")),
            Fakes.reserve("R3", calls, pod -> false));
    create(world, "n1", 1000);
    world.arrive(0, pod("good", 100)).arrive(0, pod("bad", 100)).runUntil(0);

    assertThat(calls)
        .containsExactly(
            "R1 reserves good on n1",
            "R2 reserves good on n1",
            "R3 reserves good on n1",
            "R1 reserves bad on n1",
            "R2 reserves bad on n1",
            "R3 unreserves bad on n1",
            "R2 unreserves bad on n1",
            "R1 unreserves bad on n1");
    assertThat(world.log())
        .containsExactly(
            "0 good scheduled to n1, attempt 1", "0 bad not bound to n1: refused by R2");
    assertThat(world.scheduler().cache().podCount()).isEqualTo(1);
  }

  @Test
  void reserveRefusingForEverTriesEachPodOnceAnInstantAtMost() {
    World world = new World(INSTANT, Fakes.FIT, Fakes.reserve("R", new ArrayList<>(), pod -> true));
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 100)).arrive(0, pod("b", 100)).runUntil(299);

    assertThat(world.log())
        .containsExactly("0 a not bound to n1: refused by R", "0 b not bound to n1: refused by R");
  }

  @Test
  void permitDenyingForEverWakesNobody() {
    World world =
        new World(
            INSTANT, Fakes.FIT, Fakes.permit("P", pod -> PermitPlugin.Result.deny("not today")));
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 100)).arrive(0, pod("b", 100)).runUntil(299);

    assertThat(world.log())
        .containsExactly(
            "0 a scheduled to n1, attempt 1",
            "0 a not bound to n1: not today",
            "0 b scheduled to n1, attempt 1",
            "0 b not bound to n1: not today");
    assertThat(world.scheduler().cache().podCount()).isZero();
  }

  @Test
  void waitingPodHoldsItsNodeUntilItIsAllowed() {
    World world =
        new World(
            INSTANT,
            Fakes.FIT,
            FakePlugin.of(
                "Gang",
                handle ->
                    (GangOfTwo)
                        pod -> {
                          if (handle.waitingPods().all().isEmpty()) {
                            return PermitPlugin.Result.waitFor(60 * SECOND);
                          }
                          List<Pod> waiting = handle.waitingPods().all();
                          waiting.forEach(w -> handle.waitingPods().allow(w.uid(), "Gang"));
                          return PermitPlugin.Result.ALLOW;
                        }));
    create(world, "n1", 1000);
    world
        .arrive(0, pod("a", 600))
        .at(1, "look", () -> world.note("a on '" + world.pod("a").nodeName() + "'"))
        .at(2, "node", () -> create(world, "n2", 1000))
        .arrive(3, pod("b", 600))
        .runUntil(200);

    assertThat(world.log())
        .containsExactly(
            "0 a scheduled to n1, attempt 1", "1 a on ''", "3 b scheduled to n2, attempt 1");
    assertThat(world.pod("a").nodeName()).isEqualTo("n1");
    assertThat(world.pod("a").boundNanos()).isEqualTo(3 * SECOND);
    assertThat(world.scheduler().isAtRest()).isTrue();
  }

  /** A gang scheduler in one lambda. */
  private interface GangOfTwo extends PermitPlugin {
    Result say(Pod pod);

    @Override
    default String name() {
      return "Gang";
    }

    @Override
    default Result permit(CycleState state, PodInfo pod, String nodeName) {
      return say(pod.pod());
    }
  }

  @Test
  void waitingEndsWithTheFirstTimeOutAndOthersHearOfTheRoom() {
    World world =
        new World(
            INSTANT,
            Fakes.FIT,
            Fakes.permit("Long", pod -> waitIfFirst(pod, 20)),
            Fakes.permit("Short", pod -> waitIfFirst(pod, 5)));
    create(world, "n1", 1000);
    world.arrive(0, pod("first", 600)).arrive(1, pod("second", 600)).runUntil(30);

    assertThat(world.log())
        .containsExactly(
            "0 first scheduled to n1, attempt 1",
            "1 second unschedulable, attempt 1",
            "5 first not bound to n1: rejected due to timeout after waiting at plugin Short",
            "5 second scheduled to n1, attempt 2",
            // Binding the second is an event, and Short has registered none in particular.
            "5 first unschedulable, attempt 2");
  }

  private static PermitPlugin.Result waitIfFirst(String pod, long seconds) {
    return pod.equals("first")
        ? PermitPlugin.Result.waitFor(seconds * SECOND)
        : PermitPlugin.Result.ALLOW;
  }

  @Test
  void pluginThatHasAllowedThePodDoesNotTimeItOut() {
    List<PermitPlugin> made = new ArrayList<>();
    World world =
        new World(
            INSTANT,
            Fakes.FIT,
            Fakes.permit("Long", pod -> waitIfFirst(pod, 20)),
            FakePlugin.of(
                "Gang",
                handle -> {
                  GangOfTwo plugin =
                      pod -> {
                        handle.waitingPods().all().forEach(w -> allow(handle, w));
                        return waitIfFirst(pod.name(), 5);
                      };
                  made.add(plugin);
                  return plugin;
                }));
    create(world, "n1", 1000);
    world.arrive(0, pod("first", 600)).arrive(1, pod("second", 100)).runUntil(30);

    assertThat(made).hasSize(1);
    assertThat(world.log())
        .startsWith(
            "0 first scheduled to n1, attempt 1",
            "1 second scheduled to n1, attempt 1",
            "20 first not bound to n1: rejected due to timeout after waiting at plugin Long");
  }

  private static void allow(FrameworkHandle handle, Pod pod) {
    handle.waitingPods().allow(pod.uid(), "Gang");
  }

  @Test
  void waitingIsCutAtFifteenMinutes() {
    World world = new World(INSTANT, Fakes.FIT, Fakes.permit("P", pod -> waitIfFirst(pod, 5000)));
    create(world, "n1", 1000);
    world.arrive(0, pod("first", 600)).runUntil(901);

    assertThat(world.log())
        .containsExactly(
            "0 first scheduled to n1, attempt 1",
            "900 first not bound to n1: rejected due to timeout after waiting at plugin P");
  }

  @Test
  void deletingAWaitingPodGivesItsRoomBackAtOnce() {
    World world = new World(INSTANT, Fakes.FIT, Fakes.permit("P", pod -> waitIfFirst(pod, 60)));
    create(world, "n1", 1000);
    world
        .arrive(0, pod("first", 600))
        .arrive(1, pod("second", 600))
        .delete(2, "first")
        .runUntil(100);

    assertThat(world.log())
        .containsExactly(
            "0 first scheduled to n1, attempt 1",
            "1 second unschedulable, attempt 1",
            "2 first not bound to n1: the pod was deleted",
            "2 second scheduled to n1, attempt 2");
  }

  @Test
  void whileOnePodIsBeingBoundTheNextAreTried() {
    World world = new World(with(CycleCost.ZERO, 3 * SECOND, 0), Fakes.FIT);
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 600)).arrive(1, pod("b", 300)).arrive(1, pod("c", 300)).runUntil(2);

    assertThat(world.log())
        .containsExactly(
            "0 a scheduled to n1, attempt 1",
            "1 b scheduled to n1, attempt 1",
            "1 c unschedulable, attempt 1");
    assertThat(world.pod("a").isBound()).isFalse();
    assertThat(world.scheduler().isAtRest()).isFalse();

    world.runUntil(4);
    assertThat(world.pod("a").boundNanos()).isEqualTo(3 * SECOND);
    assertThat(world.pod("b").boundNanos()).isEqualTo(4 * SECOND);
    assertThat(world.scheduler().isAtRest()).isTrue();
  }

  @Test
  void podDeletedWhileBeingBoundGivesItsRoomBackWhenTheBindingFails() {
    World world = new World(with(CycleCost.ZERO, 3 * SECOND, 0), Fakes.FIT);
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 600)).arrive(1, pod("b", 600)).delete(2, "a").runUntil(10);

    assertThat(world.log())
        .containsExactly(
            "0 a scheduled to n1, attempt 1",
            "1 b unschedulable, attempt 1",
            "3 a not bound to n1: pod default/a is gone",
            "3 b scheduled to n1, attempt 2");
    assertThat(world.scheduler().cache().podCount()).isEqualTo(1);
  }

  @Test
  void podWhoseNodeVanishesWhileBeingBoundIsBoundAllTheSame() {
    World world = new World(with(CycleCost.ZERO, SECOND, 0), Fakes.FIT);
    create(world, "n1", 1000);
    create(world, "n2", 500);
    world
        .arrive(0, pod("a", 400))
        .at(0.5, "delete n1", () -> world.api().nodes().delete("n1").orThrow())
        .runUntil(10);

    assertThat(world.log()).containsExactly("0 a scheduled to n1, attempt 1");
    assertThat(world.pod("a").nodeName()).isEqualTo("n1");
  }

  @Test
  void podWhoseNodeVanishesWhileItIsTriedIsBoundAllTheSame() {
    World world = new World(with(new CycleCost(SECOND, 0), 0, 0), Fakes.FIT);
    create(world, "n1", 1000);
    world
        .arrive(0, pod("a", 400))
        .at(0.5, "delete n1", () -> world.api().nodes().delete("n1").orThrow())
        .runUntil(10);

    assertThat(world.log()).containsExactly("1 a scheduled to n1, attempt 1");
    assertThat(world.pod("a").nodeName()).isEqualTo("n1");
  }

  @Test
  void preBindRefusingForEverCostsNoMoreThanBackoffAllows() {
    World world =
        new World(INSTANT, Fakes.FIT, Fakes.preBind("V", pod -> Status.unschedulable("no volume")));
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 100)).runUntil(0);

    // An idle scheduler retries at once, as the real one does; the instant ends all the same.
    assertThat(world.log()).hasSizeLessThan(2100);
    int before = world.log().size();
    world.runUntil(5);
    assertThat(world.log()).hasSizeLessThan(before + 2100);
    assertThat(world.pod("a").isBound()).isFalse();
  }

  @Test
  void cyclesThatTakeTimeDecideAtTheirStartAndTakeEffectAtTheirEnd() {
    World world = new World(with(new CycleCost(SECOND, SECOND / 2), 0, 0), Fakes.FIT);
    create(world, "n1", 1000);
    create(world, "n2", 1000);
    world
        .arrive(10, pod("a", 600))
        .arrive(10, pod("b", 600))
        .arrive(11, pod("urgent", 600, 9))
        .runUntil(30);

    assertThat(world.log())
        .containsExactly(
            "12 a scheduled to n1, attempt 1",
            "14 urgent scheduled to n2, attempt 1",
            "16 b unschedulable, attempt 1");
  }

  @Test
  void eventsDuringACycleAreNotMissed() {
    World world = new World(with(new CycleCost(2 * SECOND, 0), 0, 0), Fakes.FIT);
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 600)).arrive(10, pod("b", 600)).delete(11, "a").runUntil(30);

    assertThat(world.log())
        .containsExactly(
            "2 a scheduled to n1, attempt 1",
            "12 b unschedulable, attempt 1",
            "14 b scheduled to n1, attempt 2");
  }

  @Test
  void podBoundBySomebodyElseDuringItsCycleIsLeftAlone() {
    World world = new World(with(new CycleCost(2 * SECOND, 0), 0, 0), Fakes.FIT);
    create(world, "n1", 1000);
    create(world, "n2", 1000);
    world
        .arrive(0, pod("a", 600))
        .at(1, "bind", () -> world.api().bind(world.pod("a"), "n2", List.of()).orThrow())
        .arrive(5, pod("b", 600))
        .runUntil(30);

    assertThat(world.log()).containsExactly("7 b scheduled to n1, attempt 1");
    assertThat(world.scheduler().cache().nodeOf(world.pod("a").uid())).isEqualTo("n2");
  }

  @Test
  void podDeletedDuringItsCycleIsNotBroughtBack() {
    World world = new World(with(new CycleCost(2 * SECOND, 0), 0, 0), Fakes.FIT);
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 600)).delete(1, "a").runUntil(400);

    assertThat(world.log())
        .containsExactly(
            "2 a scheduled to n1, attempt 1", "2 a not bound to n1: pod default/a is gone");
    assertThat(world.scheduler().cache().podCount()).isZero();
    assertThat(world.scheduler().isAtRest()).isTrue();
  }

  @Test
  void schedulerHearsOfEverythingAfterTheWatchDelay() {
    World world = new World(with(CycleCost.ZERO, 0, 2 * SECOND), Fakes.FIT);
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 600)).arrive(5, pod("b", 600)).delete(6, "a").runUntil(30);

    assertThat(world.log())
        .containsExactly(
            "2 a scheduled to n1, attempt 1",
            "7 b unschedulable, attempt 1",
            "8 b scheduled to n1, attempt 2");
  }

  @Test
  void podThatIsGoneBeforeTheSchedulerHearsOfItIsTriedInVain() {
    World world = new World(with(CycleCost.ZERO, 0, 2 * SECOND), Fakes.FIT);
    create(world, "n1", 1000);
    world.arrive(1, pod("a", 600)).delete(2, "a").runUntil(400);

    assertThat(world.log())
        .containsExactly(
            "3 a scheduled to n1, attempt 1", "3 a not bound to n1: pod default/a is gone");
    assertThat(world.scheduler().cache().podCount()).isZero();
    assertThat(world.simulation().pending()).isZero();
  }

  @Test
  void gatedPodIsNotTriedUntilItsGatesAreGone() {
    World world = new World(INSTANT, Fakes.GATES, Fakes.FIT);
    create(world, "n1", 1000);
    Pod gated =
        Pod.builder("g", spec(100).toBuilder().schedulingGates(List.of("x", "y")).build()).build();
    world
        .arrive(0, gated)
        .at(1, "one gate less", () -> gates(world, List.of("y")))
        .at(400, "no gates", () -> gates(world, List.of()))
        .runUntil(500);

    assertThat(world.log()).containsExactly("400 g scheduled to n1, attempt 1");
  }

  private static void gates(World world, List<String> gates) {
    world
        .api()
        .pods()
        .update(
            "default/g",
            pod ->
                pod.toBuilder().spec(pod.spec().toBuilder().schedulingGates(gates).build()).build())
        .orThrow();
  }

  @Test
  void priorityThatChangesInTheQueueReordersIt() {
    World world = new World(with(new CycleCost(SECOND, 0), 0, 0), Fakes.FIT);
    create(world, "n1", 1000);
    world
        .arrive(0, pod("now", 1))
        .arrive(0, pod("a", 1))
        .arrive(0, pod("b", 1))
        .at(
            0.5,
            "b is urgent",
            () ->
                world.api().pods().update("default/b", pod -> pod.toBuilder().priority(7).build()))
        .runUntil(5);

    assertThat(world.log())
        .containsExactly(
            "1 now scheduled to n1, attempt 1",
            "2 b scheduled to n1, attempt 1",
            "3 a scheduled to n1, attempt 1");
  }

  @Test
  void uncordoningIsAnEventAndCordoningIsNot() {
    World world = new World(INSTANT, Fakes.CORDON);
    create(world, "n1", 1000);
    world
        .at(0, "cordon", () -> cordon(world, true))
        .arrive(1, pod("a", 1))
        .at(2, "uncordon", () -> cordon(world, false))
        .runUntil(5);

    assertThat(world.log())
        .containsExactly(
            "1 a unschedulable, attempt 1, never fits", "2 a scheduled to n1, attempt 2");

    World refusing = new World(INSTANT, Fakes.filter("F", node -> false));
    create(refusing, "n1", 1000);
    refusing.arrive(1, pod("a", 1)).at(2, "cordon", () -> cordon(refusing, true)).runUntil(5);
    assertThat(refusing.log()).containsExactly("1 a unschedulable, attempt 1");
  }

  private static void cordon(World world, boolean on) {
    world.api().nodes().update("n1", node -> node.toBuilder().unschedulable(on).build()).orThrow();
  }

  @Test
  void liftingACordonWakesPluginsThatOnlyWaitForNewNodes() {
    World world = new World(INSTANT, Fakes.FIT);
    create(world, "n1", 100);
    world
        .at(0, "cordon", () -> cordon(world, true))
        .arrive(1, pod("a", 500))
        .at(20, "uncordon", () -> cordon(world, false))
        .runUntil(25);

    assertThat(world.log())
        .containsExactly("1 a unschedulable, attempt 1", "20 a unschedulable, attempt 2");
  }

  @Test
  void runnerCanEndTheRunAlthoughUnschedulablePodsRemain() {
    World world = new World(INSTANT, Fakes.FIT);
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 600)).arrive(1, pod("hopeless", 5000)).runUntil(1);

    assertThat(world.scheduler().isAtRest()).isTrue();
    assertThat(world.scheduler().pendingTimers()).isEqualTo(1);
    assertThat(world.simulation().pending()).isEqualTo(1);

    world.runUntil(10_000);
    assertThat(world.simulation().pending()).isEqualTo(world.scheduler().pendingTimers());
  }

  @Test
  void schedulerIsNotAtRestWhileAnErrorIsToBeRetried() {
    List<String> asked = new ArrayList<>();
    PluginFactory failsOnce =
        Fakes.preBind(
            "P",
            pod -> {
              asked.add(pod);
              return asked.size() == 1 ? Status.error("not now") : Status.SUCCESS;
            });
    World world = new World(INSTANT, Fakes.FIT, failsOnce);
    create(world, "n1", 1000);
    world.arrive(0, pod("a", 600)).runUntil(1);
    assertThat(world.scheduler().isAtRest()).isFalse();

    world.runUntil(10);
    assertThat(world.pod("a").isBound()).isTrue();
    assertThat(world.scheduler().isAtRest()).isTrue();
  }

  @Test
  void scoreOutOfRangeIsADefectOfThePlugin() {
    World world = new World(INSTANT, Fakes.score("S", node -> node.equals("n2") ? 101 : 0));
    create(world, "n1", 1000);
    create(world, "n2", 1000);
    world.arrive(0, pod("a", 1));

    assertThatThrownBy(() -> world.runUntil(1))
        .isInstanceOf(SimulationException.class)
        .hasMessageContaining("S gave node n2 the score 101");
  }

  @Test
  void podsOfOtherSchedulersAreLeftAloneButCount() {
    World world = new World(INSTANT, Fakes.FIT);
    create(world, "n1", 1000);
    Pod theirs =
        Pod.builder("theirs", spec(600).toBuilder().schedulerName("other").build()).build();
    world
        .arrive(0, theirs)
        .at(1, "bind", () -> world.api().bind(world.pod("theirs"), "n1", List.of()).orThrow())
        .arrive(2, pod("ours", 600))
        .runUntil(3);

    assertThat(world.log()).containsExactly("2 ours unschedulable, attempt 1");
  }

  @Test
  void allProfilesMustSortTheQueueAlike() {
    PluginRegistry registry =
        PluginRegistry.of(
            List.of(
                Fakes.SORT,
                Fakes.BIND,
                FakePlugin.of(
                    new QueueSortPlugin() {
                      @Override
                      public String name() {
                        return "Other";
                      }

                      @Override
                      public int compare(QueuedPodInfo a, QueuedPodInfo b) {
                        return Long.compare(a.sequence(), b.sequence());
                      }
                    })));
    Profile one = new Profile("one", List.of(EnabledPlugin.of("Sort"), EnabledPlugin.of("Bind")));
    Profile two = new Profile("two", List.of(EnabledPlugin.of("Other"), EnabledPlugin.of("Bind")));

    assertThatThrownBy(() -> scheduler(registry, List.of(one, two)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "profile two: expected the QueueSort plugin of all profiles to be Sort, found Other");
    assertThatThrownBy(() -> scheduler(registry, List.of(one, one)))
        .isInstanceOf(InputException.class)
        .hasMessage("two profiles are named one");
    assertThatThrownBy(() -> scheduler(registry, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessage("a scheduler needs at least one profile");
  }

  private static Scheduler scheduler(PluginRegistry registry, List<Profile> profiles) {
    Simulation simulation = new Simulation(1);
    return new Scheduler(
        simulation,
        new ApiServer(simulation),
        new ResourceIndex(),
        registry,
        profiles,
        INSTANT,
        RunRecorder.NONE);
  }
}
