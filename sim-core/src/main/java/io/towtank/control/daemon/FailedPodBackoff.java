package io.towtank.control.daemon;

import java.util.HashMap;
import java.util.Map;

/**
 * How long a failed daemon pod stays before it is replaced: the first of a node not at all, later
 * ones 1 s, doubling, 15 min at most. Source: Kubernetes v1.34, {@code kube-controller-manager}'s
 * {@code startDaemonSetController}: {@code flowcontrol.NewBackOff(1*time.Second, 15*time.Minute)}.
 */
final class FailedPodBackoff {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long MAX_NANOS = 900_000_000_000L;

  private final Map<String, Map<String, Entry>> byOwner = new HashMap<>();

  private record Entry(long lastNanos, long delayNanos) {}

  /**
   * Notes that a node's pod has failed, if it may be replaced now.
   *
   * @return how long to wait; 0 for not at all
   */
  long next(String owner, String node, long nowNanos) {
    Map<String, Entry> nodes = byOwner.computeIfAbsent(owner, key -> new HashMap<>());
    Entry last = nodes.get(node);
    boolean isForgotten = last == null || nowNanos - last.lastNanos() > 2 * MAX_NANOS;
    if (last != null && !isForgotten && nowNanos - last.lastNanos() < last.delayNanos()) {
      return last.delayNanos();
    }
    long delay =
        last == null || isForgotten ? FIRST_NANOS : Math.min(2 * last.delayNanos(), MAX_NANOS);
    nodes.put(node, new Entry(nowNanos, delay));
    return 0;
  }

  /** Forgets a daemon set that is gone. */
  void forget(String owner) {
    byOwner.remove(owner);
  }
}
