package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.RefusalCounts;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Says in kube-scheduler's words why no node was found, e.g. {@code 0/5 nodes are available: 2
 * Insufficient cpu, 3 node(s) didn't match Pod's node affinity/selector.}
 */
public final class FitError {
  private FitError() {}

  /** The message for a selection that found no node. */
  public static String message(Selection selection, int nodeCount) {
    Status failure = selection.failure();
    if (selection.isError() && failure != null) {
      return String.join(", ", failure.reasons());
    }
    if (failure != null) {
      return "0/"
          + nodeCount
          + " nodes are available: "
          + String.join(", ", failure.reasons())
          + ".";
    }
    // Refusals are mostly a few constants: counting them by identity first spares the strings.
    List<Status> distinct = new ArrayList<>();
    List<int[]> distinctCounts = new ArrayList<>();
    for (PostFilterPlugin.Rejected rejected : selection.rejected()) {
      int i = indexOf(distinct, rejected.status());
      if (i < 0) {
        distinct.add(rejected.status());
        distinctCounts.add(new int[] {1});
      } else {
        distinctCounts.get(i)[0]++;
      }
    }
    RefusalCounts counts = new RefusalCounts();
    for (int i = 0; i < distinct.size(); i++) {
      counts.add(distinct.get(i), distinctCounts.get(i)[0]);
    }
    return counts.message(nodeCount);
  }

  /**
   * The message with what PostFilter had to say: {@code … no new claims to deallocate, preemption:
   * 0/5 nodes are available: …}. Source: kube-scheduler v1.34, {@code FitError.Error} and {@code
   * RunPostFilterPlugins}.
   */
  public static String withPostFilter(String message, Status postFilter) {
    String said = String.join(", ", postFilter.reasons());
    return said.isEmpty() ? message : message + " " + said;
  }

  @SuppressWarnings("ReferenceEquality") // equal but distinct statuses are merged by their reasons
  private static int indexOf(List<Status> statuses, Status wanted) {
    for (int i = 0; i < statuses.size(); i++) {
      if (statuses.get(i) == wanted) {
        return i;
      }
    }
    return -1;
  }
}
