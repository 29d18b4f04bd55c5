package io.towtank.scheduling;

import io.towtank.model.Pod;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How one attempt to schedule a pod went, up to the end of its scheduling cycle.
 *
 * @param pod the pod as it was when the attempt began
 * @param number 1 for the pod's first
 * @param startNanos when it began
 * @param endNanos when it took effect
 * @param fromBackoff whether it began before the pod's backoff was over
 * @param result what came of it
 * @param nodeName the node found, empty for none
 * @param refusingPlugins plugins that refused the pod
 * @param nominatedNodeName node where others are being evicted for the pod, empty for none
 * @param victims keys of the pods evicted there, most important first
 * @param message why no node was found, empty if one was
 */
public record AttemptReport(
    Pod pod,
    int number,
    long startNanos,
    long endNanos,
    boolean fromBackoff,
    Result result,
    String nodeName,
    SortedSet<String> refusingPlugins,
    String nominatedNodeName,
    List<String> victims,
    String message) {
  /** What can come of an attempt. */
  public enum Result {
    /** A node was found. */
    SCHEDULED,
    /** Plugins refused every node. */
    UNSCHEDULABLE,
    /** The attempt could not be made, e.g. for want of nodes. */
    ERROR,
    /** The pod is not to be tried: it is being deleted, or has a node already. */
    SKIPPED
  }

  /** Copies the collections. */
  public AttemptReport {
    refusingPlugins = Collections.unmodifiableSortedSet(new TreeSet<>(refusingPlugins));
    victims = List.copyOf(victims);
  }
}
