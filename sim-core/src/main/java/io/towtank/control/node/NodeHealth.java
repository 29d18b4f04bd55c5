package io.towtank.control.node;

import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import org.jspecify.annotations.Nullable;

/** What the node monitor remembers of a node. Source: Kubernetes v1.34, {@code nodeHealthData}. */
final class NodeHealth {
  private final String zone;
  private final boolean isCounted;
  private @Nullable NodeCondition seenReady;
  private long probeNanos;
  private long seenRenewalNanos = Pod.NEVER;
  private boolean countedReady;
  private boolean hasCount;
  private boolean mustMarkPods;

  /**
   * Of a node that was seen first.
   *
   * @param isCounted whether it counts for the state of its zone
   */
  NodeHealth(String zone, boolean isCounted, long now) {
    this.zone = zone;
    this.isCounted = isCounted;
    probeNanos = now;
  }

  String zone() {
    return zone;
  }

  /** The Ready condition that the last look left behind; null for none. */
  @Nullable NodeCondition seenReady() {
    return seenReady;
  }

  void setSeenReady(@Nullable NodeCondition value) {
    seenReady = value;
  }

  /** Its silence counts from here at the earliest. */
  long probeNanos() {
    return probeNanos;
  }

  void setProbeNanos(long value) {
    probeNanos = value;
  }

  /** Notes the last renewal seen by a look at this instant. */
  void observe(long renewalNanos, long now) {
    if (renewalNanos > seenRenewalNanos) {
      seenRenewalNanos = renewalNanos;
      probeNanos = now;
    }
  }

  boolean mustMarkPods() {
    return mustMarkPods;
  }

  void setMustMarkPods(boolean value) {
    mustMarkPods = value;
  }

  /** Counts it in its zone, in place of how it was counted before. */
  void count(Zone zone, boolean isReady) {
    uncount(zone);
    if (isCounted) {
      zone.count(isReady, 1);
      countedReady = isReady;
      hasCount = true;
    }
  }

  void uncount(Zone zone) {
    if (hasCount) {
      zone.count(countedReady, -1);
      hasCount = false;
    }
  }
}
