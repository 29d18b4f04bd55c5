package io.towtank.control.runtime;

import java.util.HashMap;
import java.util.Map;

/**
 * How long to wait after each failure in a row of one object: 5 ms, doubling, 1000 s at most.
 * Source: Kubernetes v1.34, client-go {@code workqueue.DefaultTypedControllerRateLimiter}; its
 * second limit, 10 items a second over all objects after a burst of 100, is left out.
 */
final class RetryDelays {
  private static final long FIRST_NANOS = 5_000_000L;
  private static final long MAX_NANOS = 1_000_000_000_000L;
  private static final int DOUBLINGS_MAX = 18;

  private final long firstNanos;
  private final long maxNanos;
  private final Map<String, Integer> failures = new HashMap<>();

  RetryDelays() {
    this(FIRST_NANOS, MAX_NANOS);
  }

  /** Delays that begin with one, double, and end with another. */
  RetryDelays(long firstNanos, long maxNanos) {
    this.firstNanos = firstNanos;
    this.maxNanos = maxNanos;
  }

  /** Notes one more failure, and says how long to wait. */
  long next(String key) {
    int before = failures.merge(key, 1, Integer::sum) - 1;
    return Math.min(maxNanos, firstNanos << Math.min(before, DOUBLINGS_MAX));
  }

  /** The object is well. */
  void forget(String key) {
    failures.remove(key);
  }

  void clear() {
    failures.clear();
  }
}
