package io.towtank.control.job;

import io.towtank.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long jobs wait after failures before they make new pods: 10 s after the first, twice as long
 * after each that follows, 10 min at most. A success begins the row anew. Source: Kubernetes v1.34,
 * {@code pkg/controller/job/backoff_utils.go}, {@code DefaultJobPodFailureBackOff} and {@code
 * MaxJobPodFailureBackOff}; the documentation says six minutes, which the code said before v1.27.
 *
 * <p>As in Kubernetes the rows are the controller's own, and forgotten when it starts anew.
 */
final class JobBackoff {
  private static final long FIRST_NANOS = 10_000_000_000L;
  private static final long MAX_NANOS = 600_000_000_000L;

  private final Map<String, Row> rows = new HashMap<>();

  /** Failures in a row. */
  record Row(int failures, long lastNanos) {
    static final Row NONE = new Row(0, Pod.NEVER);

    long remainingNanos(long nowNanos) {
      return JobBackoff.remainingNanos(failures, lastNanos, nowNanos);
    }
  }

  /** The row when these pods have ended as well; it counts once it is {@linkplain #keep kept}. */
  Row after(String job, List<Pod> succeeded, List<Pod> failed) {
    Row before = rows.getOrDefault(job, Row.NONE);
    if (succeeded.isEmpty()) {
      return failed.isEmpty()
          ? before
          : new Row(before.failures() + failed.size(), latest(failed, Long.MIN_VALUE).lastNanos());
    }
    long lastSuccess = latest(succeeded, Long.MIN_VALUE).lastNanos();
    return latest(failed, lastSuccess);
  }

  /** How many of the pods ended after a time, and when the last of them did. */
  private static Row latest(List<Pod> pods, long afterNanos) {
    Row row = Row.NONE;
    for (Pod pod : pods) {
      long finished = finishedNanos(pod);
      if (finished > afterNanos) {
        row = new Row(row.failures() + 1, Math.max(row.lastNanos(), finished));
      }
    }
    return row;
  }

  void keep(String job, Row row) {
    rows.put(job, row);
  }

  void forget(String job) {
    rows.remove(job);
  }

  void clear() {
    rows.clear();
  }

  /** What is left of the wait after so many failures in a row; 0 for nothing. */
  static long remainingNanos(int failures, long lastNanos, long nowNanos) {
    if (failures == 0) {
      return 0;
    }
    long delay = FIRST_NANOS;
    for (int i = 1; i < failures && delay < MAX_NANOS; i++) {
      delay = Math.min(2 * delay, MAX_NANOS);
    }
    return Math.max(0, delay - (nowNanos - lastNanos));
  }

  /** When a pod ended. Source: {@code getFinishedTime}. */
  static long finishedNanos(Pod pod) {
    if (pod.finishedNanos() != Pod.NEVER) {
      return pod.finishedNanos();
    }
    if (!pod.ready() && pod.readyNanos() != Pod.NEVER) {
      return pod.readyNanos();
    }
    return pod.isTerminating() ? pod.deletionNanos() : pod.createdNanos();
  }
}
