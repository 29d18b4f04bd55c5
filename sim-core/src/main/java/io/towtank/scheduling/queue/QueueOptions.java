package io.towtank.scheduling.queue;

/**
 * Times of the scheduling queue.
 *
 * @param initialBackoffNanos backoff after the first failure; it doubles with each
 * @param maxBackoffNanos longest backoff
 * @param unschedulableTimeoutNanos pods that no event has helped for longer than this are tried
 *     again; {@link #NEVER} not to
 * @param popFromBackoff whether a pod may be tried before its backoff is over when no other is
 *     ready; Kubernetes' feature gate SchedulerPopFromBackoffQ
 */
public record QueueOptions(
    long initialBackoffNanos,
    long maxBackoffNanos,
    long unschedulableTimeoutNanos,
    boolean popFromBackoff) {
  /** For times that never come. */
  public static final long NEVER = -1;

  private static final long SECOND = 1_000_000_000L;

  /**
   * kube-scheduler's defaults: {@code podInitialBackoffSeconds} 1, {@code podMaxBackoffSeconds} 10,
   * five minutes in the unschedulable pool.
   */
  public static final QueueOptions DEFAULT = new QueueOptions(SECOND, 10 * SECOND, 300 * SECOND);

  /** As kube-scheduler v1.34 is set, apart from these times. */
  public QueueOptions(
      long initialBackoffNanos, long maxBackoffNanos, long unschedulableTimeoutNanos) {
    this(initialBackoffNanos, maxBackoffNanos, unschedulableTimeoutNanos, true);
  }

  /** Refuses a maximum below the initial backoff. */
  public QueueOptions {
    if (initialBackoffNanos < 1 || maxBackoffNanos < initialBackoffNanos) {
      throw new IllegalArgumentException(
          "backoff must be at least 1 ns and its maximum no less: "
              + initialBackoffNanos
              + ", "
              + maxBackoffNanos);
    }
  }

  /** Backoff after this many failures, the first included. */
  long backoffNanos(int failures) {
    long backoff = initialBackoffNanos;
    for (int i = 1; i < failures && backoff < maxBackoffNanos; i++) {
      backoff = backoff > maxBackoffNanos - backoff ? maxBackoffNanos : backoff * 2;
    }
    return Math.min(backoff, maxBackoffNanos);
  }
}
