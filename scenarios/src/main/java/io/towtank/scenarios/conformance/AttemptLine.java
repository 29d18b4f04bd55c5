package io.towtank.scenarios.conformance;

import java.util.List;
import java.util.Locale;

/**
 * An attempt in one line, by which attempts are compared and shown.
 *
 * @param startNanos when it began
 * @param endNanos when it took effect; negative where that is not told
 * @param pod the pod's name with its namespace
 * @param number 1 for the pod's first
 * @param fromBackoff whether the pod's backoff was not over
 * @param refusing plugins that refused the pod
 * @param nominatedNode where others are evicted for the pod, empty for nowhere
 * @param victims who is evicted, most important first
 */
record AttemptLine(
    long startNanos,
    long endNanos,
    String pod,
    long number,
    boolean fromBackoff,
    List<String> refusing,
    String nominatedNode,
    List<String> victims) {
  private static final long MILLI = 1_000_000;

  static AttemptLine of(long startNanos, String pod, long number) {
    return new AttemptLine(startNanos, -1, pod, number, false, List.of(), "", List.of());
  }

  AttemptLine end(long nanos) {
    return new AttemptLine(
        startNanos, nanos, pod, number, fromBackoff, refusing, nominatedNode, victims);
  }

  AttemptLine fromBackoff(boolean value) {
    return new AttemptLine(
        startNanos, endNanos, pod, number, value, refusing, nominatedNode, victims);
  }

  AttemptLine refusedBy(List<String> plugins) {
    return new AttemptLine(
        startNanos, endNanos, pod, number, fromBackoff, plugins, nominatedNode, victims);
  }

  AttemptLine preempting(String node, List<String> pods) {
    return new AttemptLine(startNanos, endNanos, pod, number, fromBackoff, refusing, node, pods);
  }

  /**
   * The line.
   *
   * @param result what came of the attempt, as the recording calls it
   * @param node the node found, empty for none
   */
  String text(String result, String node) {
    StringBuilder text = new StringBuilder();
    text.append(millis(startNanos));
    if (endNanos >= 0) {
      text.append(" to ").append(millis(endNanos));
    }
    text.append(" ms ").append(pod).append(", attempt ").append(number);
    if (fromBackoff) {
      text.append(", from backoff");
    }
    text.append(": ").append(result);
    if (!node.isEmpty()) {
      text.append(' ').append(node);
    }
    if (!refusing.isEmpty()) {
      text.append(" by ").append(String.join(" ", refusing));
    }
    if (!nominatedNode.isEmpty() || !victims.isEmpty()) {
      text.append(", nominated to ").append(nominatedNode);
      text.append(", victims ").append(String.join(" ", victims));
    }
    return text.toString();
  }

  /** Recordings tell whole milliseconds; anything finer shows that we are off. */
  private static String millis(long nanos) {
    return nanos % MILLI == 0
        ? Long.toString(nanos / MILLI)
        : nanos / MILLI + "." + String.format(Locale.ROOT, "%06d", nanos % MILLI);
  }
}
