package io.towtank.kubelet.machine;

import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodBehavior.FailureModel;
import io.towtank.model.Probe;
import io.towtank.model.ResourceNames;

/**
 * One container on its machine: what it does by itself, and what its kubelet knows of it by its
 * probes.
 *
 * <p>The first question of a probe comes its initial delay after the container's start, the others
 * a period each later; a startup probe holds the others back. A kubelet's worker asks on a grid of
 * its own, which is left out. A container without a readiness probe is ready when it would pass
 * one: Kubernetes takes it for ready as soon as it runs, which is the same unless the pod's
 * behaviour has a time to get ready.
 */
final class ContainerRun {
  /** What it is in its pod. */
  enum Kind {
    /** Runs before the others and ends. */
    INIT,
    /** Starts before the others and goes on. */
    SIDECAR,
    /** Does the pod's work. */
    MAIN
  }

  /** Where it is in its life. */
  enum State {
    /** Not begun. */
    WAITING,
    /** Waits for its image. */
    PULLING,
    /** Is being started. */
    STARTING,
    /** Runs. */
    RUNNING,
    /** Has ended, for now or for good. */
    ENDED
  }

  static final String COMPLETED = "Completed";
  static final String ERROR = "Error";
  static final String OOM_KILLED = "OOMKilled";

  /** Exit code of a killed process: 128 and the number of SIGKILL. */
  static final int KILLED = 137;

  /** Exit code of a process that ended on SIGTERM. */
  private static final int TERMINATED = 143;

  private static final int USAGE_STEPS_MAX = 100_000;

  private final PodRun pod;
  private final Container spec;
  private final Kind kind;
  private final BackOff crashBackOff = new BackOff();
  private final BackOff pullBackOff = new BackOff();

  private State state = State.WAITING;
  private int runs;
  private int pullFailures;
  private long pullRetryNanos = Times.FAR;
  private long startDoneWork;

  private long startedNanos = Pod.NEVER;
  private long startWork;
  private long upWork;
  private long readyWork;
  private long exitWork;
  private int plannedCode;
  private String plannedReason = "";
  private long upNanos = Times.FAR;
  private long readyNanos = Times.FAR;
  private long killNanos = Times.FAR;
  private int killCode;
  private long probesFromNanos;
  private boolean isStarted;
  private long startedSeenNanos;
  private boolean isReady;
  private long savedNanos;

  private long finishedNanos = Pod.NEVER;
  private int exitCode;

  ContainerRun(PodRun pod, Container spec, Kind kind) {
    this.pod = pod;
    this.spec = spec;
    this.kind = kind;
  }

  Container spec() {
    return spec;
  }

  Kind kind() {
    return kind;
  }

  State state() {
    return state;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  boolean hasRun() {
    return runs > 0;
  }

  /** Whether it is up, as far as its kubelet knows. */
  boolean isStarted() {
    return state == State.RUNNING && isStarted;
  }

  boolean isReady() {
    return state == State.RUNNING && isReady;
  }

  int restarts() {
    return Math.max(0, runs - 1);
  }

  int exitCode() {
    return exitCode;
  }

  long finishedNanos() {
    return finishedNanos;
  }

  boolean hasSucceeded() {
    return state == State.ENDED && exitCode == 0;
  }

  /** Why it does not run, as a kubelet shows it; empty where all goes its way. */
  String waitingReason(long now) {
    if (state == State.PULLING && pullRetryNanos != Times.FAR) {
      return pullFailures == 1 ? "ErrImagePull" : "ImagePullBackOff";
    }
    return state == State.ENDED && pod.mustRestart(this) && restartNanos() > now
        ? "CrashLoopBackOff"
        : "";
  }

  /** Memory that it uses. */
  long memoryBytes(long now) {
    return isRunning()
        ? pod.usage().memoryBytes(pod.pod(), spec, pod.clock().workAt(now) - startWork)
        : 0;
  }

  /** It ran before this simulation began, and goes on. */
  void adopt(long now) {
    if (kind == Kind.INIT) {
      state = State.ENDED;
      runs = 1;
    } else {
      run(now);
      isStarted = true;
      startedSeenNanos = now;
      upWork = startWork;
      readyWork = startWork;
      isReady = true;
      settle(now);
    }
  }

  /** Notes what it has done by itself up to now; whether it has ended. */
  boolean settle(long now) {
    if (state != State.RUNNING) {
      return false;
    }
    long end = endNanos();
    if (upNanos == Times.FAR) {
      long up = pod.clock().instantOf(upWork);
      upNanos = up <= Math.min(now, end) ? up : Times.FAR;
    }
    if (readyNanos == Times.FAR) {
      long ready = pod.clock().instantOf(readyWork);
      readyNanos = ready <= Math.min(now, end) ? ready : Times.FAR;
    }
    if (end > now) {
      return false;
    }
    if (killNanos < pod.clock().instantOf(exitWork)) {
      finish(end, killCode, ERROR);
    } else {
      finish(end, plannedCode, plannedReason);
    }
    return true;
  }

  /** Its kubelet does for it what is due; whether anything has changed. */
  boolean advance(long now) {
    return switch (state) {
      case WAITING -> prepare(now);
      case PULLING -> pulling(now);
      case STARTING -> {
        boolean isDone = pod.clock().instantOf(startDoneWork) <= now;
        if (isDone) {
          run(now);
        }
        yield isDone;
      }
      case RUNNING -> probe(now);
      case ENDED -> {
        boolean isDue = pod.mustRestart(this) && restartNanos() <= now;
        if (isDue) {
          crashBackOff.next(finishedNanos, now);
          prepare(now);
        }
        yield isDue;
      }
    };
  }

  /** The next instant at which it changes or its kubelet has to do with it. */
  long nextNanos() {
    return switch (state) {
      case WAITING -> Times.FAR;
      case PULLING -> pullRetryNanos;
      case STARTING -> pod.clock().instantOf(startDoneWork);
      case ENDED -> pod.mustRestart(this) ? restartNanos() : Times.FAR;
      case RUNNING -> {
        long next = endNanos();
        if (killNanos == Times.FAR) {
          next = Math.min(next, isStarted ? livenessKillNanos() : startupEndNanos());
        }
        if (isStarted && !isReady) {
          next = Math.min(next, readinessNanos());
        }
        yield Math.min(next, usageChangeNanos());
      }
    };
  }

  /** It is told to end, and ends by the deadline at the latest; whether that is now. */
  boolean stop(long deadlineNanos, long now) {
    if (state != State.RUNNING) {
      if (state != State.ENDED) {
        state = State.WAITING;
      }
      return false;
    }
    if (killNanos == Times.FAR) {
      killWithin(deadlineNanos - now, now);
    } else if (killNanos > deadlineNanos) {
      killNanos = deadlineNanos;
      killCode = KILLED;
    }
    return killNanos <= now;
  }

  /** It is killed from outside. */
  void kill(long now) {
    if (!settle(now) && state == State.RUNNING) {
      finish(now, KILLED, ERROR);
    }
  }

  /** Its machine is gone. */
  void crash(long now) {
    kill(now);
    if (state != State.ENDED) {
      state = State.WAITING;
    }
  }

  /** Its machine is there again, and so is a kubelet that remembers nothing. */
  void reboot() {
    crashBackOff.reset();
    pullBackOff.reset();
    pullFailures = 0;
    pullRetryNanos = Times.FAR;
  }

  /** An init container that must run again with all others. */
  void again() {
    if (state == State.ENDED) {
      state = State.WAITING;
    }
  }

  /** Its kubelet asks again after having been unable to for a while. */
  void probeFrom(long now) {
    probesFromNanos = now;
  }

  /** Its image could not be pulled. */
  void pullFailed(long now) {
    if (state == State.PULLING) {
      pullFailures++;
      pullBackOff.next(now, now);
      pullRetryNanos = pullBackOff.endOfWait(now);
    }
  }

  private boolean prepare(long now) {
    if (pod.images().has(spec.image())) {
      begin(now);
      return true;
    }
    state = State.PULLING;
    pullFailures = 0;
    pullRetryNanos = Times.FAR;
    pod.images().request(spec.image(), pod, now);
    return false;
  }

  private boolean pulling(long now) {
    if (pod.images().has(spec.image())) {
      begin(now);
      return true;
    }
    if (pullRetryNanos <= now) {
      pullRetryNanos = Times.FAR;
      pod.images().request(spec.image(), pod, now);
    }
    return false;
  }

  private void begin(long now) {
    state = State.STARTING;
    startDoneWork = pod.clock().workAt(now) + pod.options().containerStartNanos();
  }

  private void run(long now) {
    int restartsBefore = runs;
    runs++;
    state = State.RUNNING;
    startedNanos = now;
    startWork = pod.clock().workAt(now);
    probesFromNanos = now;
    upNanos = Times.FAR;
    readyNanos = Times.FAR;
    killNanos = Times.FAR;
    isStarted = false;
    isReady = false;
    upWork = startWork;
    readyWork = startWork;
    exitWork = Times.FAR;
    if (kind == Kind.INIT) {
      plan(pod.options().initContainerNanos(), 0, COMPLETED);
    } else if (kind == Kind.MAIN) {
      behave(pod.pod().behavior(), restartsBefore);
    }
    planOomKill();
  }

  private void behave(PodBehavior behavior, int restartsBefore) {
    upWork = startWork + behavior.startupNanos();
    readyWork = upWork + behavior.readinessNanos();
    if (behavior.durationNanos() != Pod.NEVER) {
      plan(behavior.durationNanos() - savedNanos, 0, COMPLETED);
    }
    FailureModel failure = behavior.failure();
    if (failure.fails(restartsBefore)) {
      if (failure.afterNanos() == Pod.NEVER) {
        upWork = Times.FAR;
        readyWork = Times.FAR;
        exitWork = Times.FAR;
      } else {
        int code = failure.exitCode();
        plan(failure.afterNanos(), code, code == 0 ? COMPLETED : ERROR);
      }
    }
  }

  /** It ends so long after its start, unless it ends before. */
  private void plan(long afterNanos, int code, String reason) {
    long at = startWork + Math.max(0, afterNanos);
    if (at <= exitWork) {
      exitWork = at;
      plannedCode = code;
      plannedReason = reason;
    }
  }

  private void planOomKill() {
    if (!pod.usage().isAny() || !spec.limits().contains(ResourceNames.MEMORY)) {
      return;
    }
    long limit = spec.limits().get(ResourceNames.MEMORY);
    long after = 0;
    for (int step = 0; step < USAGE_STEPS_MAX && after != Pod.NEVER; step++) {
      if (pod.usage().memoryBytes(pod.pod(), spec, after) > limit) {
        plan(after, KILLED, OOM_KILLED);
        return;
      }
      after = pod.usage().nextChangeNanos(pod.pod(), spec, after);
    }
  }

  private long usageChangeNanos() {
    if (!pod.usage().isAny()) {
      return Times.FAR;
    }
    long ran = pod.clock().workAt(pod.now()) - startWork;
    long next = pod.usage().nextChangeNanos(pod.pod(), spec, ran);
    return next == Pod.NEVER ? Times.FAR : pod.clock().instantOf(startWork + next);
  }

  private boolean probe(long now) {
    boolean changed = false;
    if (!isStarted && startupPassNanos() <= now) {
      isStarted = true;
      startedSeenNanos = startupPassNanos();
      changed = true;
    }
    if (isStarted && !isReady && readinessNanos() <= now) {
      isReady = true;
      changed = true;
    }
    long killAt = isStarted ? livenessKillNanos() : startupEndNanos();
    if (killNanos == Times.FAR && killAt <= now) {
      killWithin(pod.pod().spec().terminationGraceNanos(), now);
      changed = true;
    }
    return changed;
  }

  /** It is told to end, and killed at the end of the grace; one that hangs does not listen. */
  private void killWithin(long graceNanos, long now) {
    long stop = pod.options().stopNanos();
    boolean takesAll = stop == Pod.NEVER || stop >= graceNanos || upWork == Times.FAR;
    killNanos = Times.later(now, Math.max(0, takesAll ? graceNanos : stop));
    killCode = takesAll ? KILLED : TERMINATED;
  }

  private long endNanos() {
    return Math.min(pod.clock().instantOf(exitWork), killNanos);
  }

  private void finish(long at, int code, String reason) {
    state = State.ENDED;
    finishedNanos = at;
    exitCode = code;
    long lost = 0;
    PodBehavior behavior = pod.pod().behavior();
    if (kind == Kind.MAIN && behavior.durationNanos() != Pod.NEVER && code != 0) {
      long done = savedNanos + pod.clock().workAt(at) - startWork;
      long checkpoint = behavior.checkpointNanos();
      savedNanos = checkpoint == 0 ? 0 : done / checkpoint * checkpoint;
      lost = done - savedNanos;
    } else {
      savedNanos = 0;
    }
    pod.containerEnded(this, reason, lost);
  }

  private long restartNanos() {
    return crashBackOff.endOfWait(finishedNanos);
  }

  private long upNanos() {
    return upNanos != Times.FAR ? upNanos : pod.clock().instantOf(upWork);
  }

  private long base(Probe probe) {
    return Math.max(Times.later(startedNanos, probe.initialDelayNanos()), probesFromNanos);
  }

  /** The question at which the last failure that is put up with comes. */
  private static long lastFailure(Probe probe, long first) {
    return Times.later(first, (probe.failureThreshold() - 1L) * probe.periodNanos());
  }

  /** When the startup probe passes; FAR if it fails too often before. */
  private long startupPassNanos() {
    Probe probe = spec.startupProbe();
    if (probe == null) {
      return startedNanos;
    }
    long pass = Times.firstOnGrid(base(probe), probe.periodNanos(), upNanos());
    return pass > lastFailure(probe, base(probe)) ? Times.FAR : pass;
  }

  /** When the startup probe passes or fails for good. */
  private long startupEndNanos() {
    Probe probe = spec.startupProbe();
    long pass = startupPassNanos();
    return probe == null || pass != Times.FAR ? pass : failureSeen(probe, base(probe));
  }

  private long livenessKillNanos() {
    Probe probe = spec.livenessProbe();
    if (probe == null) {
      return Times.FAR;
    }
    long first = Times.firstOnGrid(base(probe), probe.periodNanos(), startedSeenNanos);
    return upNanos() <= lastFailure(probe, first) ? Times.FAR : failureSeen(probe, first);
  }

  /** A container that hangs is asked in vain until the timeout; one that is not up refuses. */
  private long failureSeen(Probe probe, long first) {
    return Times.later(lastFailure(probe, first), upWork == Times.FAR ? probe.timeoutNanos() : 0);
  }

  private long readinessNanos() {
    long ready =
        readyNanos != Times.FAR ? readyNanos : pod.clock().instantOf(readyWork);
    long from = Math.max(ready, startedSeenNanos);
    Probe probe = spec.readinessProbe();
    if (probe == null || from == Times.FAR) {
      return from;
    }
    return Times.later(
        Times.firstOnGrid(base(probe), probe.periodNanos(), from),
        (probe.successThreshold() - 1L) * probe.periodNanos());
  }
}
