package io.towtank.scenarios.capacity;

import java.util.List;

/**
 * How small a cluster each policy needs for the same pods.
 *
 * @param cluster the cluster's file
 * @param nodes nodes of the cluster
 * @param pods pods that are packed anew
 * @param tiedPods pods that come with their node
 * @param podsWithoutVolumes pods whose volumes were left out of account
 * @param pendingMax most pods that may stay pending, if they are picky
 * @param policies one entry for each policy
 */
public record CompactionReport(
    String cluster,
    int nodes,
    int pods,
    int tiedPods,
    int podsWithoutVolumes,
    int pendingMax,
    List<PolicyResult> policies) {
  /** Copies the list. */
  public CompactionReport {
    policies = List.copyOf(policies);
  }

  /**
   * One policy.
   *
   * @param percent compacted size in percent of the cluster's nodes, over all trials
   * @param lowerBoundPercent the same of each trial's lower bound
   * @param trials each trial, in order
   */
  public record PolicyResult(
      String policy, Quantiles percent, Quantiles lowerBoundPercent, List<Trial> trials) {
    /** Copies the list. */
    public PolicyResult {
      trials = List.copyOf(trials);
    }
  }

  /**
   * One random order of the machines.
   *
   * @param number 1 for the first
   * @param nodes how many of the first machines the pods need
   * @param lowerBoundNodes how many of the first machines are needed by the sums of resources,
   *     whatever packs them
   * @param pending picky pods that stayed pending on them
   */
  public record Trial(int number, int nodes, int lowerBoundNodes, int pending) {}
}
