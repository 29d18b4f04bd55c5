package io.towtank.scheduling.framework;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts for how many nodes each reason was given, to say it in kube-scheduler's words. */
public final class RefusalCounts {
  private final Map<String, Integer> counts = new TreeMap<>();

  /**
   * So many nodes were refused with this status.
   *
   * @param nodes 0 or more
   */
  public void add(Status status, int nodes) {
    if (nodes > 0) {
      for (String reason : status.reasons()) {
        counts.merge(reason, nodes, Integer::sum);
      }
    }
  }

  /**
   * The reasons, sorted as text with their counts, e.g. {@code 0/5 nodes are available: 2
   * Insufficient cpu, 3 node(s) didn't match Pod's node affinity/selector.}
   */
  public String message(int nodeCount) {
    List<String> parts = new ArrayList<>();
    counts.forEach((reason, count) -> parts.add(count + " " + reason));
    parts.sort(null);
    return "0/" + nodeCount + " nodes are available: " + String.join(", ", parts) + ".";
  }
}
