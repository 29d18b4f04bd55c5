package io.towtank.reports.reproduction;

import java.util.Comparator;
import java.util.List;

/**
 * All policies on one list of pods.
 *
 * @param name the list's name
 * @param exact whether our runs had the published orders
 * @param policies in the published order
 */
public record ReproducedList(String name, boolean exact, List<ReproducedPolicy> policies) {
  /** Copies the policies. */
  public ReproducedList {
    policies = List.copyOf(policies);
  }

  /** Whether the policies, ranked by their means, stand in the published order. */
  boolean hasPublishedRanking(int x) {
    return ranking(Comparator.comparingDouble(policy -> policy.ourFigures(x).mean()))
        .equals(ranking(Comparator.comparingDouble(policy -> policy.publishedFigures(x).mean())));
  }

  private List<String> ranking(Comparator<ReproducedPolicy> order) {
    return policies.stream().sorted(order).map(ReproducedPolicy::policy).toList();
  }
}
