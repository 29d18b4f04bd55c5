package io.towtank.scheduling.queue;

import io.towtank.kernel.Simulation;

/** When backoffs end, and whether they have. */
final class BackoffClock {
  private static final long SECOND = 1_000_000_000L;

  private final Simulation simulation;
  private final QueueOptions options;

  BackoffClock(Simulation simulation, QueueOptions options) {
    this.simulation = simulation;
    this.options = options;
  }

  /**
   * When the backoff ends: a whole second, if pods may be popped before; pods of one second are
   * then ordered as if they were active.
   */
  long endNanos(QueuedPod queued) {
    if (queued.failures() == 0) {
      return 0;
    }
    return window(queued.timestampNanos() + options.backoffNanos(queued.failures()));
  }

  private long window(long nanos) {
    return options.popFromBackoff() ? nanos / SECOND * SECOND : nanos;
  }

  boolean isBackingOff(QueuedPod queued) {
    return queued.failures() > 0 && endNanos(queued) >= window(simulation.now());
  }

  /** The first flush, one being due each second, at which a backoff with this end is over. */
  static long flushAfter(long endNanos) {
    return (endNanos / SECOND + 1) * SECOND;
  }
}
