package io.towtank.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scheduling attempt, with everything that led to its outcome.
 *
 * @param timeNanos when the attempt began
 * @param pod {@code namespace/name}
 * @param attempt 1 for the first
 * @param profile scheduler name of the profile that decided
 * @param nodes how many nodes there were; those neither rejected nor feasible were not looked at
 * @param nominatedNode node that earlier preemption was clearing for the pod, empty for none; if it
 *     is feasible, no other was looked at
 * @param preFilter who refused the pod for all nodes at once; null if nobody did
 * @param rejected nodes that were filtered out, in node order
 * @param feasible nodes that passed, in node order; scores and totals stand in this order
 * @param scores by plugin, in the profile's order; empty where fewer than two nodes are feasible
 * @param totals sum of weighted scores of each feasible node; empty where {@code scores} is
 * @param best feasible nodes with the highest total: the ties
 * @param selected node chosen, empty if none
 * @param message kube-scheduler's message where no node was found, else empty
 * @param preemption who is evicted for the pod; null for nobody
 */
public record Decision(
    long timeNanos,
    String pod,
    int attempt,
    String profile,
    int nodes,
    String nominatedNode,
    @Nullable Refusal preFilter,
    List<NodeVerdict> rejected,
    List<String> feasible,
    List<PluginScores> scores,
    List<Long> totals,
    List<String> best,
    String selected,
    String message,
    @Nullable Preemption preemption) {

  /**
   * Why a plugin refused.
   *
   * @param code {@code Unschedulable} or {@code UnschedulableAndUnresolvable}
   * @param reasons in Kubernetes' words
   */
  public record Refusal(String plugin, String code, List<String> reasons) {}

  /** A node that was filtered out, and why. */
  public record NodeVerdict(String node, Refusal refusal) {}

  /**
   * One plugin's scores for the feasible nodes.
   *
   * @param weight factor of the normalised scores
   * @param raw as the plugin gave them
   * @param normalized in 0 to 100
   */
  public record PluginScores(String plugin, int weight, List<Long> raw, List<Long> normalized) {
    /** Normalised score times weight of the i-th feasible node. */
    public long weighted(int i) {
      return normalized.get(i) * weight;
    }
  }

  /**
   * How the pod gets room by evicting others.
   *
   * @param candidates nodes where that helps, in node order
   * @param best nodes that are equally good by all criteria, in node order
   * @param chosen the one taken
   */
  public record Preemption(List<Candidate> candidates, List<String> best, String chosen) {}

  /**
   * A node, and whom to evict there.
   *
   * @param victims pods to evict, most important first
   * @param pdbViolations how many of them a disruption budget protects
   */
  public record Candidate(String node, List<Victim> victims, int pdbViolations) {}

  /**
   * A pod to evict.
   *
   * @param pod {@code namespace/name}
   * @param startedNanos when it began to run, negative before the simulation began; -1 if it has
   *     not
   */
  public record Victim(String pod, int priority, long startedNanos) {}
}
