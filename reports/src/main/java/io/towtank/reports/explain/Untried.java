package io.towtank.reports.explain;

import io.towtank.model.Pod;
import io.towtank.text.NearestName;
import java.util.List;
import java.util.SortedSet;

/** Says why the scheduler never tried a pod. */
final class Untried {
  /** Message of the condition PodScheduled of such a pod. Source: Kubernetes v1.34, API server. */
  private static final String GATED = "Scheduling is blocked due to non-empty scheduling gates";

  private Untried() {}

  /**
   * The reason, as far as the pod's own declaration shows it.
   *
   * @param pod as it was created
   * @param schedulerNames profiles there are
   */
  static String why(Pod pod, SortedSet<String> schedulerNames) {
    if (pod.isBound()) {
      return "it came with a node";
    }
    String wanted = pod.spec().schedulerName();
    if (!schedulerNames.contains(wanted)) {
      return "no profile is called '" + wanted + "'" + NearestName.hint(wanted, schedulerNames);
    }
    List<String> gates = pod.spec().schedulingGates();
    if (!gates.isEmpty()) {
      return GATED + " (" + String.join(", ", gates) + ")";
    }
    return "its turn did not come before the end, or a PreEnqueue plugin holds it back";
  }
}
