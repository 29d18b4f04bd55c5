package io.towtank.api;

import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When each node's lease was renewed last. A kubelet renews it every {@link #INTERVAL_NANOS} from
 * its start on, and a renewal succeeds while the node reaches the API and the API takes writes.
 *
 * <p>Renewals are worked out from the clock: whoever starts or ends something tells it here, and
 * the last renewal follows. {@link Mode#PLAIN} sends an event for each renewal instead; both give
 * the same times, as long as changes come in {@link Phase#FAULT}: a renewal is lost that falls on
 * the instant at which renewing ends, and counts that falls on the one at which it becomes possible
 * again.
 */
public final class NodeLeases {
  /**
   * Between two renewals. Source: Kubernetes v1.34, kubelet {@code nodeLeaseRenewIntervalFraction},
   * a quarter of the 40 s of {@code nodeLeaseDurationSeconds}; the jitter of 4 % is left out.
   */
  public static final long INTERVAL_NANOS = 10_000_000_000L;

  /** How renewals come about. */
  public enum Mode {
    /** Worked out from the clock, without events. */
    COMPUTED,
    /** One event each. */
    PLAIN
  }

  /** Hears of nodes whose leases begin or cease to be renewed. */
  public interface Listener {
    /** The lease of a node is renewed from now on. */
    void renewing(String node);

    /** The lease of a node is renewed no more. */
    void silent(String node);
  }

  private record Renewal(String node) implements Message {
    @Override
    public long fingerprint() {
      return node.hashCode();
    }
  }

  private static final class Lease {
    private long gridNanos;
    private boolean isProcessUp;
    private boolean isPaused;
    private boolean isReachable = true;
    private long pausedNanos = Pod.NEVER;
    private long ableSinceNanos = Pod.NEVER;
    private long lastNanos = Pod.NEVER;
    private long nextEvent;

    /** The first instant of the grid at or after the given one. */
    long gridAt(long instant) {
      long after = instant - gridNanos;
      return after <= 0
          ? gridNanos
          : gridNanos + (after + INTERVAL_NANOS - 1) / INTERVAL_NANOS * INTERVAL_NANOS;
    }

    /** The last renewal up to an instant, of a lease that is renewed. */
    long computedLast(long instant) {
      if (instant < gridNanos) {
        return lastNanos;
      }
      long grid = gridNanos + (instant - gridNanos) / INTERVAL_NANOS * INTERVAL_NANOS;
      return grid >= ableSinceNanos ? grid : lastNanos;
    }
  }

  private final Simulation simulation;
  private final Mode mode;
  private final Mailbox<Renewal> renewals;
  private final Map<String, Lease> leases = new LinkedHashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private boolean isWritable = true;

  /** No leases, and an API that takes writes. */
  public NodeLeases(Simulation simulation, Mode mode) {
    this.simulation = simulation;
    this.mode = mode;
    renewals = simulation.mailbox("node-leases", Phase.HEARTBEAT, this::renew);
  }

  /** Adds one who hears of beginnings and ends, after those there are. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** A kubelet starts: it renews at once, and then every interval. */
  public void start(String node) {
    Lease lease = leases.computeIfAbsent(node, name -> new Lease());
    if (!lease.isProcessUp) {
      lease.isProcessUp = true;
      lease.isPaused = false;
      lease.gridNanos = simulation.now();
      settle(node, lease);
    }
  }

  /** A kubelet's process ends. */
  public void end(String node) {
    Lease lease = leases.get(node);
    if (lease != null && lease.isProcessUp) {
      lease.isProcessUp = false;
      settle(node, lease);
    }
  }

  /** A kubelet hangs. */
  public void pause(String node) {
    Lease lease = leases.get(node);
    if (lease != null && !lease.isPaused) {
      lease.isPaused = true;
      lease.pausedNanos = simulation.now();
      settle(node, lease);
    }
  }

  /** A kubelet goes on; a renewal that it has missed it makes up for at once. */
  public void resume(String node) {
    Lease lease = leases.get(node);
    if (lease != null && lease.isPaused) {
      lease.isPaused = false;
      if (lease.gridAt(lease.pausedNanos) <= simulation.now()) {
        lease.gridNanos = simulation.now();
      }
      settle(node, lease);
    }
  }

  /** Whether a node reaches the API from now on; its kubelet goes on trying at the same times. */
  public void setReachable(String node, boolean isReachable) {
    Lease lease = leases.computeIfAbsent(node, name -> new Lease());
    if (lease.isReachable != isReachable) {
      lease.isReachable = isReachable;
      settle(node, lease);
    }
  }

  /** Whether the API takes writes from now on. */
  public void setWritable(boolean isWritable) {
    if (this.isWritable != isWritable) {
      this.isWritable = isWritable;
      leases.forEach(this::settle);
    }
  }

  /** The node is gone, and its lease with it. */
  public void remove(String node) {
    Lease lease = leases.remove(node);
    if (lease != null) {
      simulation.cancel(lease.nextEvent);
    }
  }

  /** Whether the lease of a node is being renewed. */
  public boolean isRenewing(String node) {
    Lease lease = leases.get(node);
    return lease != null && lease.ableSinceNanos != Pod.NEVER;
  }

  /** When the lease of a node was renewed last; {@link Pod#NEVER} if it never was. */
  public long lastRenewalNanos(String node) {
    Lease lease = leases.get(node);
    if (lease == null) {
      return Pod.NEVER;
    }
    return mode == Mode.PLAIN || lease.ableSinceNanos == Pod.NEVER
        ? lease.lastNanos
        : lease.computedLast(simulation.now());
  }

  private void settle(String node, Lease lease) {
    boolean isAble = lease.isProcessUp && !lease.isPaused && lease.isReachable && isWritable;
    if (isAble == (lease.ableSinceNanos != Pod.NEVER)) {
      return;
    }
    if (isAble) {
      lease.ableSinceNanos = simulation.now();
      if (mode == Mode.PLAIN) {
        sendNext(node, lease, lease.gridAt(simulation.now()));
      }
      listeners.forEach(listener -> listener.renewing(node));
    } else {
      if (mode == Mode.COMPUTED) {
        lease.lastNanos = lease.computedLast(simulation.now() - 1);
      } else {
        simulation.cancel(lease.nextEvent);
      }
      lease.ableSinceNanos = Pod.NEVER;
      listeners.forEach(listener -> listener.silent(node));
    }
  }

  private void renew(Renewal renewal) {
    Lease lease = leases.get(renewal.node());
    if (lease != null) {
      lease.lastNanos = simulation.now();
      sendNext(renewal.node(), lease, simulation.now() + INTERVAL_NANOS);
    }
  }

  private void sendNext(String node, Lease lease, long at) {
    lease.nextEvent = renewals.sendAt(at, new Renewal(node));
  }
}
