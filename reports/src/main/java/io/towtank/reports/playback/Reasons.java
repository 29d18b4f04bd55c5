package io.towtank.reports.playback;

import java.util.ArrayList;
import java.util.List;

/** kube-scheduler's words for why a pod waits. */
public final class Reasons {
  private static final int LENGTH_MAX = 300;
  private static final String AVAILABLE = " nodes are available: ";

  /** What begins the sentence on preemption. Source: kube-scheduler v1.34, {@code FitError}. */
  private static final List<String> PREEMPTION =
      List.of(". no new claims to deallocate", ". preemption: ");

  private Reasons() {}

  /**
   * kube-scheduler's message without how many nodes each reason holds for, which differs from pod
   * to pod: {@code 0/3 nodes are available: 1 Insufficient cpu, 2 Too many pods.} becomes {@code
   * Insufficient cpu, Too many pods}. Reasons are sorted, since they stand by those numbers; what
   * follows on preemption is left out.
   */
  public static String withoutCounts(String message) {
    int start = startOfReasons(message);
    String reasons = start < 0 ? message : inOrder(message, start);
    return reasons.length() > LENGTH_MAX ? reasons.substring(0, LENGTH_MAX) + "…" : reasons;
  }

  /** Where the reasons begin after {@code 0/N nodes are available: }; -1 in another message. */
  private static int startOfReasons(String message) {
    if (!message.startsWith("0/")) {
      return -1;
    }
    int end = afterDigits(message, 2);
    return end > 2 && message.startsWith(AVAILABLE, end) ? end + AVAILABLE.length() : -1;
  }

  private static String inOrder(String message, int from) {
    int end = endOfReasons(message, from);
    List<String> reasons = new ArrayList<>();
    int start = from;
    for (int i = from; i <= end; i++) {
      int next = i == from ? i : i < end && message.startsWith(", ", i) ? i + 2 : -1;
      int digits = next < 0 ? -1 : afterDigits(message, next);
      boolean isCount = digits > next && digits < end && message.charAt(digits) == ' ';
      if (i == end || isCount) {
        if (i > start) {
          reasons.add(message.substring(start, i));
        }
        start = isCount ? digits + 1 : end;
      }
    }
    reasons.sort(null);
    return String.join(", ", reasons);
  }

  private static int endOfReasons(String message, int from) {
    for (String next : PREEMPTION) {
      int at = message.indexOf(next, from);
      if (at >= 0) {
        return at;
      }
    }
    return message.length() - (message.endsWith(".") ? 1 : 0);
  }

  private static int afterDigits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
