package io.towtank.scenarios.whatif;

/**
 * What a removal asks of one disruption budget.
 *
 * @param budget its {@code namespace/name}
 * @param allowed disruptions that it allows as the cluster stands
 * @param evicted pods of its set that are on removed nodes and count
 * @param preempted pods of its set that are evicted for others on nodes that stay
 * @param violated whether these are more than it allows
 */
public record BudgetUse(String budget, int allowed, int evicted, int preempted, boolean violated) {}
