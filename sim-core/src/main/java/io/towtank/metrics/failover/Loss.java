package io.towtank.metrics.failover;

import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.List;

/** A pod that faults have hit, until it or its replacement is ready. */
final class Loss {
  private final long number;
  private final String podKey;
  private final List<Hit> hits = new ArrayList<>();
  private boolean isLost;
  private boolean wasUnready;

  /** One fault's share in it. */
  static final class Hit {
    private final FaultAccount fault;
    private long evictedNanos = Pod.NEVER;
    private long boundNanos = Pod.NEVER;
    private boolean isDetected;

    Hit(FaultAccount fault) {
      this.fault = fault;
    }

    FaultAccount fault() {
      return fault;
    }

    long evictedNanos() {
      return evictedNanos;
    }

    long boundNanos() {
      return boundNanos;
    }

    /** Whether this is the first sign of it. */
    boolean detect() {
      boolean isFirst = !isDetected;
      isDetected = true;
      return isFirst;
    }
  }

  Loss(long number, String podKey) {
    this.number = number;
    this.podKey = podKey;
  }

  /** Unique over the run. */
  long number() {
    return number;
  }

  /** Key of the pod that was hit. */
  String podKey() {
    return podKey;
  }

  List<Hit> hits() {
    return hits;
  }

  void hit(FaultAccount fault, boolean isReady) {
    if (hits.stream().noneMatch(hit -> hit.fault == fault)) {
      hits.add(new Hit(fault));
    }
    wasUnready |= !isReady;
  }

  /** Whether the pod was told to end or ended badly. */
  boolean isLost() {
    return isLost;
  }

  boolean wasUnready() {
    return wasUnready;
  }

  void unready() {
    wasUnready = true;
  }

  /**
   * The pod, or the replacement that it had got meanwhile, is lost.
   *
   * @return hits of faults that had not made it lose a pod before
   */
  List<Hit> lose(long nowNanos) {
    isLost = true;
    List<Hit> fresh = new ArrayList<>();
    for (Hit hit : hits) {
      hit.boundNanos = Pod.NEVER;
      if (hit.evictedNanos == Pod.NEVER) {
        hit.evictedNanos = nowNanos;
        fresh.add(hit);
      }
    }
    return fresh;
  }

  void bound(long nowNanos) {
    hits.forEach(hit -> hit.boundNanos = nowNanos);
  }

  /** Whether a pod that is well can still be lost on account of one of its faults. */
  boolean isLive(long nowNanos, long settleNanos) {
    return isLost
        || wasUnready
        || hits.stream()
            .anyMatch(hit -> !hit.fault.isOver() || nowNanos - hit.fault.endNanos() <= settleNanos);
  }
}
