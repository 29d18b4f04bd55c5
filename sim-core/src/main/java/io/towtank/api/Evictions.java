package io.towtank.api;

import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets pods be deleted as far as their disruption budgets allow. Source: Kubernetes, {@code
 * pkg/registry/core/pod/storage/eviction.go}; docs, "API-initiated Eviction".
 */
final class Evictions {
  /** Grants that the budgets' controller has not seen yet. Source: {@code MaxDisruptedPodSize}. */
  private static final int DISRUPTED_PODS_MAX = 2000;

  private final ApiServer api;
  private final Simulation simulation;

  Evictions(ApiServer api, Simulation simulation) {
    this.api = api;
    this.simulation = simulation;
  }

  WriteResult<Pod> evict(Pod pod, long graceNanos) {
    Pod stored = api.pods().get(pod.key());
    if (stored == null || stored.uid() != pod.uid()) {
      return api.deletePod(pod, graceNanos);
    }
    // Who does not run does not serve, and who is ending already is counted as gone.
    if (stored.phase() != PodPhase.RUNNING || stored.isTerminating()) {
      return marked(stored, graceNanos);
    }
    List<PodDisruptionBudget> budgets = budgetsOf(stored);
    if (budgets.size() > 1) {
      return WriteResult.failed(
          WriteResult.Code.REFUSED,
          "pod "
              + pod.key()
              + " has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support");
    }
    if (!budgets.isEmpty() && !budgets.get(0).isFree(stored)) {
      WriteResult<PodDisruptionBudget> granted = grant(budgets.get(0), stored.name());
      if (!granted.isOk()) {
        return WriteResult.failed(granted.code(), granted.message());
      }
    }
    return marked(stored, graceNanos);
  }

  private List<PodDisruptionBudget> budgetsOf(Pod pod) {
    List<PodDisruptionBudget> budgets = new ArrayList<>();
    for (PodDisruptionBudget budget : api.podDisruptionBudgets().list()) {
      if (budget.covers(pod)) {
        budgets.add(budget);
      }
    }
    return budgets;
  }

  private WriteResult<PodDisruptionBudget> grant(PodDisruptionBudget budget, String podName) {
    PodDisruptionBudget.Status status = budget.status();
    if (status.observedGeneration() != 0
        && status.observedGeneration() < budget.meta().generation()) {
      return violated("the disruption budget " + budget.key() + " is still being processed");
    }
    if (status.disruptedPods().size() > DISRUPTED_PODS_MAX) {
      return WriteResult.failed(
          WriteResult.Code.REFUSED,
          "the disruption budget "
              + budget.key()
              + " has too many evictions that its controller has not confirmed");
    }
    if (status.disruptionsAllowed() <= 0) {
      return violated(
          String.format(
              Locale.ROOT,
              "the disruption budget %s needs %d healthy pods and has %d currently",
              budget.key(),
              status.desiredHealthy(),
              status.currentHealthy()));
    }
    return api.podDisruptionBudgets()
        .update(
            budget.key(),
            current -> current.withStatus(current.status().granted(podName, simulation.now())));
  }

  private static WriteResult<PodDisruptionBudget> violated(String cause) {
    return WriteResult.failed(
        WriteResult.Code.TOO_MANY_REQUESTS,
        "cannot evict pod as it would violate the pod's disruption budget: " + cause);
  }

  private WriteResult<Pod> marked(Pod pod, long graceNanos) {
    if (!pod.phase().isTerminal() && pod.disruptionReason().isEmpty()) {
      WriteResult<Pod> marked =
          api.pods()
              .update(
                  pod.key(),
                  current ->
                      current.toBuilder().disruptionReason(Pod.EVICTION_BY_EVICTION_API).build());
      if (!marked.isOk()) {
        return marked;
      }
    }
    return api.deletePod(pod, graceNanos);
  }
}
