package io.towtank.scenarios.capacity;

import java.util.List;

/**
 * How many nodes a cluster can lose before a pod stays pending.
 *
 * @param cluster the cluster's file
 * @param nodes its nodes
 * @param anyNodes so many can be lost whichever they are: every choice of them was tried
 * @param choicesTried choices of nodes that were tried for that
 * @param isExact whether some choice of one node more was found to leave a pod pending; else there
 *     were too many to try
 * @param counterexample the first choice found that leaves a pod pending; empty if none was
 * @param reason why a pod stays pending then, in kube-scheduler's words
 * @param largestFirst so many can be lost if the largest go first
 * @param randomOrder so many can be lost in random order, over all trials
 * @param trials the random orders' figures, in order
 * @param upperBound no choice of more nodes than this can be lost, by the sums of resources
 */
public record SpareReport(
    String cluster,
    int nodes,
    int anyNodes,
    long choicesTried,
    boolean isExact,
    List<String> counterexample,
    String reason,
    int largestFirst,
    Quantiles randomOrder,
    List<Integer> trials,
    int upperBound) {
  /** Copies the lists. */
  public SpareReport {
    counterexample = List.copyOf(counterexample);
    trials = List.copyOf(trials);
  }
}
