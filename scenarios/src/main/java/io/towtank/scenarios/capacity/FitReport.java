package io.towtank.scenarios.capacity;

import java.util.List;

/**
 * How many more copies of a pod fit.
 *
 * @param cluster the cluster's file
 * @param pod what was copied
 * @param requests what one copy requests
 * @param copies how many were placed, one after the other
 * @param isLimited whether more might fit, since no more were tried
 * @param upperBound how many fit at most, whoever places them
 * @param stopReason why the next did not fit, in kube-scheduler's words; empty where it was not
 *     tried
 * @param nodes nodes of the cluster
 * @param perNode nodes that got copies, by number, the most first
 */
public record FitReport(
    String cluster,
    String pod,
    List<Requested> requests,
    long copies,
    boolean isLimited,
    long upperBound,
    String stopReason,
    int nodes,
    List<NodeCopies> perNode) {
  /** Copies the lists. */
  public FitReport {
    requests = List.copyOf(requests);
    perNode = List.copyOf(perNode);
  }

  /**
   * An amount of a resource.
   *
   * @param unit {@code millicores}, {@code bytes}, {@code milli} (thousandths of shareable
   *     devices), or another for a plain count
   */
  public record Requested(String resource, String unit, long amount) {}

  /**
   * Copies on one node.
   *
   * @param node the node's name
   */
  public record NodeCopies(String node, long copies) {}
}
