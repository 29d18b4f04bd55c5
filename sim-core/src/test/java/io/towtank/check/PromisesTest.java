package io.towtank.check;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Simulation;
import io.towtank.model.IntOrPercent;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodDisruptionBudget.Spec;
import io.towtank.model.PodDisruptionBudget.Status;
import io.towtank.model.PodDisruptionBudget.UnhealthyPodEvictionPolicy;
import io.towtank.model.PodPhase;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Checks of disruption budgets and of machines: what they must find, and what they must let be. */
final class PromisesTest {
  private static final Labels WEB = Labels.of("app", "web");

  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);
  private final MachineCheck machines = new MachineCheck(simulation, api);

  PromisesTest() {
    new BudgetCheck(simulation, api);
    api.nodes().create(node("n1", 4)).orThrow();
    api.nodes().create(node("n2", 4)).orThrow();
  }

  private static void violates(ThrowingCallable act, String message) {
    assertThatThrownBy(act).isInstanceOf(InvariantViolation.class).hasMessage(message);
  }

  private Pod running(String name, String node) {
    Pod draft =
        pod(name, 1).toBuilder()
            .labels(WEB)
            .owner(new OwnerReference("StatefulSet", "db"))
            .nodeName(node)
            .boundNanos(0)
            .phase(PodPhase.RUNNING)
            .ready(true, 0)
            .build();
    return api.pods().create(draft).orThrow();
  }

  private void budget(int minAvailable) {
    api.podDisruptionBudgets()
        .create(
            new PodDisruptionBudget(
                ObjectMeta.of("default", "web"),
                new Spec(
                    LabelSelector.ofLabels(WEB),
                    IntOrPercent.of(minAvailable),
                    null,
                    UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET)))
        .orThrow();
  }

  private void allow(int count, int healthy, int desired) {
    api.podDisruptionBudgets()
        .update(
            "default/web",
            budget ->
                budget.withStatus(new Status(count, healthy, desired, 3, 1, new TreeMap<>())));
  }

  @Test
  void aBudgetThatAllowsMoreThanItsPodsLeave() {
    running("a", "n1");
    running("b", "n1");
    budget(1);

    assertThatCode(() -> allow(1, 2, 1)).doesNotThrowAnyException();
    violates(
        () -> allow(2, 2, 1),
        "at 0 ns, disruption budget default/web: expected at most 1 evictions allowed, found 2 (2"
            + " healthy, 1 needed)");
  }

  @Test
  void anEvictionThatNobodyHasCounted() {
    Pod a = running("a", "n1");
    Pod b = running("b", "n1");
    budget(1);
    allow(1, 2, 1);

    assertThatCode(() -> api.evict(a, SECOND).orThrow()).doesNotThrowAnyException();
    violates(
        () ->
            api.pods()
                .update(
                    b.key(),
                    pod -> pod.toBuilder().disruptionReason(Pod.EVICTION_BY_EVICTION_API).build()),
        "at 0 ns, disruption budget default/web: expected to be asked before pod default/b is"
            + " evicted, found no grant");
  }

  @Test
  void twoPodsOfOneIdentity() {
    Pod first = running("db-0", "n1");
    machines.containerStarted(first, "main");
    api.deletePod(first, SECOND).orThrow();
    api.pods().delete(first.key()).orThrow();
    Pod second = running("db-0", "n2");

    violates(
        () -> machines.containerStarted(second, "main"),
        "at 0 ns, stateful pod default/db-0 on n2: expected no other of this name to run, found one"
            + " that runs on n1");
  }

  @Test
  void anIdentityIsFreeOnceItsContainersHaveEndedOrItsPodWasGivenUp() {
    Pod first = running("db-0", "n1");
    machines.containerStarted(first, "main");
    machines.containerEnded(first, "main", 0, "Completed", 0);
    api.deletePod(first, 0).orThrow();
    Pod second = running("db-0", "n2");
    assertThatCode(() -> machines.containerStarted(second, "main")).doesNotThrowAnyException();

    api.deletePod(second, SECOND).orThrow();
    Taint taint = new Taint(Taint.OUT_OF_SERVICE, "", TaintEffect.NO_EXECUTE);
    api.nodes().update("n2", node -> node.withTaint(taint));
    api.deletePod(second, 0).orThrow();
    Pod third = running("db-0", "n1");
    assertThatCode(() -> machines.containerStarted(third, "main")).doesNotThrowAnyException();
  }

  @Test
  void moreThanAMachineHas() {
    for (int i = 1; i <= 4; i++) {
      machines.containerStarted(running("p" + i, "n1"), "main");
    }

    violates(
        () -> machines.containerStarted(running("p5", "n1"), "main"),
        "at 0 ns, node n1: expected at most what is allocatable, found 5 of 4 cpu");
  }
}
