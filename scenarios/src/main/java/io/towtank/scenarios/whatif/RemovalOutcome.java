package io.towtank.scenarios.whatif;

import java.util.List;

/**
 * What a removal would do.
 *
 * @param removed what is removed, as it was named
 * @param nodes the removed nodes
 * @param nodesLeft how many nodes stay
 * @param safe whether every evicted pod finds a node and no disruption budget is violated
 * @param evicted pods of the removed nodes that are made anew, in the order in which they enter the
 *     scheduling queue
 * @param preempted pods on nodes that stay, evicted for others and made anew, as they come
 * @param lost pods that nobody makes anew
 * @param goneWithNode pods of daemon sets and static pods of the removed nodes
 * @param ending pods of the removed nodes that were told to end before
 * @param budgets disruption budgets that the removal asks something of, by name
 */
public record RemovalOutcome(
    String removed,
    List<String> nodes,
    int nodesLeft,
    boolean safe,
    List<EvictedPod> evicted,
    List<EvictedPod> preempted,
    List<LostPod> lost,
    List<String> goneWithNode,
    List<String> ending,
    List<BudgetUse> budgets) {
  /** Copies the lists. */
  public RemovalOutcome {
    nodes = List.copyOf(nodes);
    evicted = List.copyOf(evicted);
    preempted = List.copyOf(preempted);
    lost = List.copyOf(lost);
    goneWithNode = List.copyOf(goneWithNode);
    ending = List.copyOf(ending);
    budgets = List.copyOf(budgets);
  }
}
