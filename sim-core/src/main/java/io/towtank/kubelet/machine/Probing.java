package io.towtank.kubelet.machine;

import io.towtank.model.Container;
import io.towtank.model.Probe;
import org.jspecify.annotations.Nullable;

/**
 * What a kubelet learns of one run of a container by its probes, and when.
 *
 * <p>The first question comes the initial delay after the container's start, the others a period
 * each later; a startup probe holds the others back. A kubelet's worker asks on a grid of its own,
 * which is left out. A container without a readiness probe is ready when it would pass one:
 * Kubernetes takes it for ready as soon as it runs, which is the same unless the pod's behaviour
 * has a time to get ready.
 */
final class Probing {
  private final @Nullable Probe startup;
  private final @Nullable Probe liveness;
  private final @Nullable Probe readiness;
  private final long startedNanos;
  private final boolean hangs;
  private long fromNanos;
  private boolean isStarted;
  private boolean isReady;
  private long startedSeenNanos;

  /**
   * Of a run that has begun.
   *
   * @param hangs whether it never answers
   */
  Probing(Container container, long startedNanos, boolean hangs) {
    startup = container.startupProbe();
    liveness = container.livenessProbe();
    readiness = container.readinessProbe();
    this.startedNanos = startedNanos;
    this.hangs = hangs;
    fromNanos = startedNanos;
  }

  /** Whether it is known to be up. */
  boolean isStarted() {
    return isStarted;
  }

  /** Whether it is known to be ready. */
  boolean isReady() {
    return isReady;
  }

  /** It is known to be up and ready. */
  void pass() {
    isStarted = true;
    isReady = true;
    startedSeenNanos = startedNanos;
  }

  /** The kubelet asks again after having been unable to for a while. */
  void resume(long now) {
    fromNanos = now;
  }

  /** Notes what the answers say that have come by now; whether that is anything new. */
  boolean learn(long upNanos, long readyNanos, long now) {
    boolean isNew = false;
    long pass = startupPassNanos(upNanos);
    if (!isStarted && pass <= now) {
      isStarted = true;
      startedSeenNanos = pass;
      isNew = true;
    }
    if (isStarted && !isReady && readyPassNanos(readyNanos) <= now) {
      isReady = true;
      isNew = true;
    }
    return isNew;
  }

  /** The next instant at which an answer changes anything, of a run that goes on. */
  long nextNanos(long upNanos, long readyNanos) {
    if (!isStarted) {
      return Math.min(startupPassNanos(upNanos), killNanos(upNanos));
    }
    return Math.min(killNanos(upNanos), isReady ? Times.FAR : readyPassNanos(readyNanos));
  }

  /** When too many questions have failed, so that the container must end. */
  long killNanos(long upNanos) {
    if (!isStarted) {
      boolean fails = startup != null && startupPassNanos(upNanos) == Times.FAR;
      return fails ? failureNanos(startup, base(startup)) : Times.FAR;
    }
    if (liveness == null) {
      return Times.FAR;
    }
    long first = Times.firstOnGrid(base(liveness), liveness.periodNanos(), startedSeenNanos);
    return upNanos <= lastFailure(liveness, first) ? Times.FAR : failureNanos(liveness, first);
  }

  /** When the startup probe passes; FAR if it fails too often before. */
  private long startupPassNanos(long upNanos) {
    if (startup == null) {
      return startedNanos;
    }
    long pass = Times.firstOnGrid(base(startup), startup.periodNanos(), upNanos);
    return pass > lastFailure(startup, base(startup)) ? Times.FAR : pass;
  }

  private long readyPassNanos(long readyNanos) {
    long from = Math.max(readyNanos, startedSeenNanos);
    if (readiness == null || from == Times.FAR) {
      return from;
    }
    return Times.later(
        Times.firstOnGrid(base(readiness), readiness.periodNanos(), from),
        (readiness.successThreshold() - 1L) * readiness.periodNanos());
  }

  private long base(@Nullable Probe probe) {
    long delay = probe == null ? 0 : probe.initialDelayNanos();
    return Math.max(Times.later(startedNanos, delay), fromNanos);
  }

  /** The question with which the failures are too many. */
  private static long lastFailure(Probe probe, long first) {
    return Times.later(first, (probe.failureThreshold() - 1L) * probe.periodNanos());
  }

  /** A container that hangs is asked in vain until the timeout; one that is not up refuses. */
  private long failureNanos(@Nullable Probe probe, long first) {
    return probe == null
        ? Times.FAR
        : Times.later(lastFailure(probe, first), hangs ? probe.timeoutNanos() : 0);
  }
}
