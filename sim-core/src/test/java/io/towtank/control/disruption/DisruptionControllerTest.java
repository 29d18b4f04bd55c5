package io.towtank.control.disruption;

import static io.towtank.testing.ControlCluster.selector;
import static io.towtank.testing.ControlCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.WriteResult;
import io.towtank.model.DaemonSet;
import io.towtank.model.DaemonSetSpec;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.IntOrPercent;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodDisruptionBudget.UnhealthyPodEvictionPolicy;
import io.towtank.testing.ControlCluster;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisruptionControllerTest {
  private static final long GRACE = ControlCluster.SECOND;

  private final ControlCluster cluster = new ControlCluster();

  private void deploy(int replicas) {
    cluster
        .api
        .deployments()
        .create(
            new Deployment(
                ObjectMeta.of("default", "web"),
                DeploymentSpec.builder(selector("web"), template("web", "1"))
                    .replicas(replicas)
                    .build()))
        .orThrow();
  }

  private void budget(
      String app, @Nullable IntOrPercent minAvailable, @Nullable IntOrPercent maxUnavailable) {
    cluster
        .api
        .podDisruptionBudgets()
        .create(
            new PodDisruptionBudget(
                ObjectMeta.of("default", "budget"),
                new PodDisruptionBudget.Spec(
                    selector(app),
                    minAvailable,
                    maxUnavailable,
                    UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET)))
        .orThrow();
  }

  /** Expected pods, those that must be healthy, those that are, and how many may go. */
  private List<Integer> numbers() {
    PodDisruptionBudget budget = cluster.api.podDisruptionBudgets().get("default/budget");
    if (budget == null) {
      throw new AssertionError("the budget is gone");
    }
    PodDisruptionBudget.Status status = budget.status();
    return List.of(
        status.expectedPods(),
        status.desiredHealthy(),
        status.currentHealthy(),
        status.disruptionsAllowed());
  }

  private WriteResult<Pod> evictAny() {
    Pod pod = cluster.pods(other -> other.ready() && !other.isTerminating()).get(0);
    return cluster.api.evict(pod, GRACE);
  }

  @Test
  void countsByNumber() {
    deploy(5);
    budget("web", IntOrPercent.of(3), null);
    cluster.runTo(1);
    assertThat(numbers()).containsExactly(5, 3, 0, 0);
    cluster.runTo(5);
    assertThat(numbers()).containsExactly(5, 3, 5, 2);
  }

  @Test
  void countsSharesByTheOwnersScaleRoundedUp() {
    deploy(7);
    budget("web", IntOrPercent.ofPercent(50), null);
    cluster.runTo(5);
    assertThat(numbers()).containsExactly(7, 4, 7, 3);
  }

  @Test
  void countsUnavailablePodsByTheOwnersScale() {
    deploy(10);
    budget("web", null, IntOrPercent.ofPercent(25));
    cluster.runTo(5);
    // A quarter of 10 is 3, rounded up.
    assertThat(numbers()).containsExactly(10, 7, 10, 3);
  }

  @Test
  void allowsNoMoreEvictionsThanTheBudgetHas() {
    deploy(4);
    budget("web", null, IntOrPercent.of(2));
    cluster.runTo(5);
    assertThat(evictAny().code()).isEqualTo(WriteResult.Code.OK);
    assertThat(evictAny().code()).isEqualTo(WriteResult.Code.OK);
    assertThat(evictAny().code()).isEqualTo(WriteResult.Code.TOO_MANY_REQUESTS);
    cluster.runTo(6.5);
    assertThat(numbers()).containsExactly(4, 2, 2, 0);
    assertThat(evictAny().code()).isEqualTo(WriteResult.Code.TOO_MANY_REQUESTS);
    // Their replacements are ready.
    cluster.runTo(20);
    assertThat(numbers()).containsExactly(4, 2, 4, 2);
  }

  @Test
  void aGrantExpiresAfterTwoMinutesIfThePodStays() {
    deploy(3);
    budget("web", IntOrPercent.of(1), null);
    cluster.runTo(5);
    Pod pod = cluster.pods(other -> true).get(0);
    cluster
        .api
        .podDisruptionBudgets()
        .update(
            "default/budget",
            budget ->
                budget.withStatus(budget.status().granted(pod.name(), cluster.simulation.now())))
        .orThrow();
    cluster.runTo(124);
    assertThat(numbers()).containsExactly(3, 1, 2, 1);
    cluster.runTo(126);
    assertThat(numbers()).containsExactly(3, 1, 3, 2);
    assertThat(cluster.api.podDisruptionBudgets().get("default/budget"))
        .extracting(PodDisruptionBudget::disruptedPods)
        .asString()
        .isEqualTo("[]");
  }

  @Test
  void allowsNothingWherePodsHaveAnOwnerWithoutAScale() {
    cluster
        .api
        .daemonSets()
        .create(
            new DaemonSet(
                ObjectMeta.of("default", "log"),
                DaemonSetSpec.builder(selector("log"), template("log", "1")).build()))
        .orThrow();
    budget("log", null, IntOrPercent.of(2));
    cluster.runTo(5);
    assertThat(numbers().get(3)).isZero();
  }

  @Test
  void leavesBudgetsAloneOfWhichOnlyTheStatusIsKnown() {
    deploy(3);
    cluster
        .api
        .podDisruptionBudgets()
        .create(
            new PodDisruptionBudget("default", "budget", selector("web"), 7, new TreeSet<>(), 0))
        .orThrow();
    cluster.runTo(5);
    assertThat(numbers().get(3)).isEqualTo(7);
  }
}
