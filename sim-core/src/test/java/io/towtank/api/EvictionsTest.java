package io.towtank.api;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.Simulation;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodDisruptionBudget.Spec;
import io.towtank.model.PodDisruptionBudget.Status;
import io.towtank.model.PodDisruptionBudget.UnhealthyPodEvictionPolicy;
import io.towtank.model.PodPhase;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules: Kubernetes docs, "API-initiated Eviction" and "Specifying a Disruption Budget". */
final class EvictionsTest {
  private static final Labels WEB = Labels.of("app", "web");

  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);

  EvictionsTest() {
    api.nodes().create(node("n1", 1)).orThrow();
  }

  private Pod running(String name, boolean ready) {
    Pod draft = pod(name, 1).toBuilder().labels(WEB).nodeName("n1").phase(PodPhase.RUNNING).build();
    return api.pods().create(draft.toBuilder().ready(ready, 0).build()).orThrow();
  }

  private void budget(
      String name, UnhealthyPodEvictionPolicy policy, int allowed, int healthy, int desired) {
    PodDisruptionBudget budget =
        new PodDisruptionBudget(
            ObjectMeta.of("default", name),
            new Spec(LabelSelector.ofLabels(WEB), null, null, policy));
    api.podDisruptionBudgets()
        .create(budget.withStatus(new Status(allowed, healthy, desired, 3, 1, new TreeMap<>())))
        .orThrow();
  }

  private void budget(int allowed, int healthy, int desired) {
    budget("web", UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET, allowed, healthy, desired);
  }

  private Status status() {
    return Objects.requireNonNull(api.podDisruptionBudgets().get("default/web")).status();
  }

  @Test
  void podWithoutABudgetIsDeletedWithItsGrace() {
    Pod pod = running("p", true);

    Pod evicted = api.evict(pod, 30 * SECOND).orThrow();

    assertThat(evicted.isTerminating()).isTrue();
    assertThat(evicted.deletionGraceNanos()).isEqualTo(30 * SECOND);
    assertThat(evicted.disruptionReason()).isEqualTo("EvictionByEvictionAPI");
  }

  @Test
  void budgetCountsTheEvictionAndNotesThePod() {
    budget(1, 3, 2);
    Pod pod = running("p", true);
    simulation.runUntil(SECOND);

    api.evict(pod, SECOND).orThrow();

    assertThat(status().disruptionsAllowed()).isZero();
    assertThat(status().disruptedPods()).hasToString("{p=" + SECOND + "}");
  }

  @Test
  void budgetThatIsSpentRefusesForNow() {
    budget(0, 2, 2);
    Pod pod = running("p", true);

    WriteResult<Pod> result = api.evict(pod, SECOND);

    assertThat(result.code()).isEqualTo(WriteResult.Code.TOO_MANY_REQUESTS);
    assertThat(result.message())
        .isEqualTo(
            "cannot evict pod as it would violate the pod's disruption budget: the disruption"
                + " budget default/web needs 2 healthy pods and has 2 currently");
    assertThat(api.pods().get("default/p")).isEqualTo(pod);
  }

  @Test
  void budgetThatHasChangedMustBeWorkedOutFirst() {
    budget(1, 3, 2);
    api.podDisruptionBudgets()
        .update(
            "default/web",
            budget ->
                budget.withSpec(
                    new Spec(
                        LabelSelector.EVERYTHING,
                        null,
                        null,
                        UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET)))
        .orThrow();

    assertThat(api.evict(running("p", true), SECOND).message())
        .endsWith("the disruption budget default/web is still being processed");
  }

  @Test
  void podThatDoesNotRunNeedsNoBudget() {
    budget(0, 2, 2);
    Pod pending = api.pods().create(pod("p", 1).toBuilder().labels(WEB).build()).orThrow();

    assertThat(api.evict(pending, SECOND).isOk()).isTrue();
    assertThat(api.pods().get("default/p")).isNull();
    assertThat(status().disruptedPods()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "IF_HEALTHY_BUDGET, 2, 2, true",
    "IF_HEALTHY_BUDGET, 1, 2, false",
    "IF_HEALTHY_BUDGET, 0, 0, false",
    "ALWAYS_ALLOW, 1, 2, true",
  })
  void podThatIsNotReadyGoesFreeAsThePolicySays(
      UnhealthyPodEvictionPolicy policy, int healthy, int desired, boolean goes) {
    budget("web", policy, 0, healthy, desired);

    assertThat(api.evict(running("p", false), SECOND).isOk()).isEqualTo(goes);
    assertThat(status().disruptedPods()).isEmpty();
  }

  @Test
  void podInTwoBudgetsIsRefused() {
    budget(1, 3, 2);
    budget("more", UnhealthyPodEvictionPolicy.ALWAYS_ALLOW, 1, 3, 2);

    WriteResult<Pod> result = api.evict(running("p", true), SECOND);

    assertThat(result.code()).isEqualTo(WriteResult.Code.REFUSED);
    assertThat(result.message()).contains("more than one PodDisruptionBudget");
  }
}
