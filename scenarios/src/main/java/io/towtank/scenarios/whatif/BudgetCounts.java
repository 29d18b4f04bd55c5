package io.towtank.scenarios.whatif;

import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodPhase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Counts what a removal asks of disruption budgets, by the rules of the eviction API: pods count
 * that run and were not told to end, less those whose eviction is granted already and those that
 * are free to go as they are not ready. All pods count against the budgets as they stand before.
 */
final class BudgetCounts {
  private static final class Count {
    private final PodDisruptionBudget budget;
    private int evicted;
    private int preempted;

    Count(PodDisruptionBudget budget) {
      this.budget = budget;
    }
  }

  private final List<Count> counts = new ArrayList<>();

  BudgetCounts(Collection<PodDisruptionBudget> budgets) {
    budgets.stream()
        .sorted(Comparator.comparing(PodDisruptionBudget::key))
        .forEach(budget -> counts.add(new Count(budget)));
  }

  /** A pod on a removed node is evicted. */
  void evicted(Pod pod) {
    for (Count count : counts) {
      count.evicted += counts(pod, count.budget) ? 1 : 0;
    }
  }

  /** A pod is evicted for another. */
  void preempted(Pod pod) {
    for (Count count : counts) {
      count.preempted += counts(pod, count.budget) ? 1 : 0;
    }
  }

  /** Where it is not known how many are healthy, being not ready frees nobody. */
  private static boolean counts(Pod pod, PodDisruptionBudget budget) {
    return pod.phase() == PodPhase.RUNNING
        && !pod.isTerminating()
        && budget.covers(pod)
        && !budget.disruptedPods().contains(pod.name())
        && !(budget.status().observedGeneration() != 0 && budget.isFree(pod));
  }

  /** Budgets that something is asked of, by name. */
  List<BudgetUse> uses() {
    List<BudgetUse> uses = new ArrayList<>();
    for (Count count : counts) {
      int needed = count.evicted + count.preempted;
      int allowed = count.budget.disruptionsAllowed();
      if (needed > 0) {
        uses.add(
            new BudgetUse(
                count.budget.key(), allowed, count.evicted, count.preempted, needed > allowed));
      }
    }
    return uses;
  }
}
