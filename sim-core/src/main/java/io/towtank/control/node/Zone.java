package io.towtank.control.node;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One zone: how many of its nodes are ready, and the nodes that wait for their NoExecute taint,
 * first come first served, by a token bucket with room for one token. Source: Kubernetes v1.34,
 * {@code RateLimitedTimedQueue}; it takes all that wait as equally old, we keep their order.
 */
final class Zone {
  /** Instant that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  private static final double SECOND = 1e9;

  private final Set<String> waiting = new LinkedHashSet<>();
  private final Set<String> done = new LinkedHashSet<>();
  private ZoneState state = ZoneState.INITIAL;
  private double ratePerSecond;
  private long nextTokenNanos;
  private int members;
  private int ready;
  private int notReady;

  Zone(double ratePerSecond) {
    this.ratePerSecond = ratePerSecond;
    nextTokenNanos = ratePerSecond > 0 ? 0 : NEVER;
  }

  ZoneState state() {
    return state;
  }

  void setState(ZoneState value) {
    state = value;
  }

  ZoneState compute(float unhealthyShare) {
    return ZoneState.of(ready, notReady, unhealthyShare);
  }

  void addMember() {
    members++;
  }

  /** One node less; whether it was the last. */
  boolean removeMember() {
    members--;
    return members == 0;
  }

  /** How many nodes count for its state. */
  int nodes() {
    return ready + notReady;
  }

  void count(boolean isReady, int change) {
    if (isReady) {
      ready += change;
    } else {
      notReady += change;
    }
  }

  /** A node needs its taint; it waits unless it does already or has had its turn. */
  void add(String node, boolean isTainted) {
    if (!isTainted) {
      done.remove(node);
    }
    if (!done.contains(node)) {
      waiting.add(node);
    }
  }

  /** A node needs no taint. */
  void remove(String node) {
    waiting.remove(node);
    done.remove(node);
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  /** When the next node's turn can come. */
  long nextTokenNanos() {
    return nextTokenNanos;
  }

  /** Takes a token if there is one. */
  boolean tryAccept(long now) {
    if (now < nextTokenNanos) {
      return false;
    }
    nextTokenNanos = now + intervalNanos();
    return true;
  }

  /** The node whose turn it is. */
  String first() {
    return waiting.iterator().next();
  }

  /** The first node has had its turn. */
  void finishFirst() {
    Iterator<String> iterator = waiting.iterator();
    done.add(iterator.next());
    iterator.remove();
  }

  /**
   * Another rate from now on; whoever had to wait before starts with an empty bucket. Source:
   * Kubernetes v1.34, {@code SwapLimiter}.
   */
  void swapRate(double rate, long now) {
    if (rate == ratePerSecond) {
      return;
    }
    boolean hadToken = tryAccept(now);
    ratePerSecond = rate;
    if (rate <= 0) {
      nextTokenNanos = NEVER;
    } else {
      nextTokenNanos = hadToken ? now : now + intervalNanos();
    }
  }

  private long intervalNanos() {
    return StrictMath.round(SECOND / ratePerSecond);
  }
}
