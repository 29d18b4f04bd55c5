package io.towtank.plugins.kubernetes.preemption;

import io.towtank.model.LabelSelector;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Tells which evictions disruption budgets forbid.
 *
 * <p>An absent or empty selector matches nothing here, and no budget protects pods without labels.
 * Source: kube-scheduler v1.34, {@code filterPodsWithPDBViolation}.
 */
final class DisruptionBudgets {
  /**
   * Pods in two groups, each in the order in which they were given.
   *
   * @param violating pods whose eviction a budget forbids
   * @param others the rest
   */
  record Split(List<PodInfo> violating, List<PodInfo> others) {}

  private final List<PodDisruptionBudget> budgets = new ArrayList<>();

  DisruptionBudgets(Collection<PodDisruptionBudget> all) {
    for (PodDisruptionBudget budget : all) {
      LabelSelector selector = budget.selector();
      if (selector != null && !selector.isEmpty()) {
        budgets.add(budget);
      }
    }
  }

  /** Groups pods as if they were evicted one after the other; all of them use the budgets up. */
  Split split(List<PodInfo> pods) {
    if (budgets.isEmpty()) {
      return new Split(List.of(), pods);
    }
    int[] allowed = budgets.stream().mapToInt(PodDisruptionBudget::disruptionsAllowed).toArray();
    List<PodInfo> violating = new ArrayList<>();
    List<PodInfo> others = new ArrayList<>();
    for (PodInfo pod : pods) {
      (violates(pod.pod(), allowed) ? violating : others).add(pod);
    }
    return new Split(violating, others);
  }

  private boolean violates(Pod pod, int[] allowed) {
    boolean violates = false;
    for (int i = 0; i < allowed.length; i++) {
      if (counts(pod, budgets.get(i))) {
        allowed[i]--;
        violates |= allowed[i] < 0;
      }
    }
    return violates;
  }

  /** Whether the pod's eviction would be counted; one that is granted already has been. */
  private static boolean counts(Pod pod, PodDisruptionBudget budget) {
    LabelSelector selector = budget.selector();
    return selector != null
        && pod.labels().size() > 0
        && budget.namespace().equals(pod.namespace())
        && selector.matches(pod.labels())
        && !budget.disruptedPods().contains(pod.name());
  }
}
