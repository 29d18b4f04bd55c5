package io.towtank.kubelet.machine;

import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;

/** One container on its machine: what it has done so far, and what is due. */
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

  /** Exit code of a process that ended on SIGTERM. */
  private static final int TERMINATED = 143;

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

  private RunPlan plan = RunPlan.goingOn(0);
  private Probing probing;
  private long upNanos = Times.FAR;
  private long readyNanos = Times.FAR;
  private long killNanos = Times.FAR;
  private int killCode;
  private long savedNanos;

  private long finishedNanos = Pod.NEVER;
  private int exitCode;

  ContainerRun(PodRun pod, Container spec, Kind kind) {
    this.pod = pod;
    this.spec = spec;
    this.kind = kind;
    probing = new Probing(spec, 0, false);
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
    return state == State.RUNNING && probing.isStarted();
  }

  boolean isReady() {
    return state == State.RUNNING && probing.isReady();
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
        ? pod.usage().memoryBytes(pod.pod(), spec, pod.clock().workAt(now) - plan.startWork())
        : 0;
  }

  /** It ran before this simulation began, and goes on. */
  void adopt(long now) {
    if (kind == Kind.INIT) {
      state = State.ENDED;
      runs = 1;
    } else {
      run(now);
      plan.skipStartup();
      probing.pass();
      settle(now);
    }
  }

  /** It ran on a machine that is gone. */
  void foundDead(long now) {
    runs = 1;
    state = State.ENDED;
    finishedNanos = now;
    exitCode = RunPlan.KILLED;
  }

  /** Notes what it has done by itself up to now; whether it has ended. */
  boolean settle(long now) {
    if (state != State.RUNNING) {
      return false;
    }
    long end = endNanos();
    if (upNanos == Times.FAR) {
      upNanos = reached(plan.upWork(), Math.min(now, end));
    }
    if (readyNanos == Times.FAR) {
      readyNanos = reached(plan.readyWork(), Math.min(now, end));
    }
    if (end > now) {
      return false;
    }
    if (killNanos < pod.clock().instantOf(plan.exitWork())) {
      finish(end, killCode, RunPlan.ERROR);
    } else {
      finish(end, plan.exitCode(), plan.exitReason());
    }
    return true;
  }

  /** When so much work was done, if it was by the given instant; else FAR. */
  private long reached(long work, long instant) {
    long at = pod.clock().instantOf(work);
    return at <= instant ? at : Times.FAR;
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
          next = Math.min(next, probing.nextNanos(upNanos(), readyNanos()));
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
      killCode = RunPlan.KILLED;
    }
    return killNanos <= now;
  }

  /** It is killed from outside. */
  void kill(long now) {
    if (!settle(now) && state == State.RUNNING) {
      finish(now, RunPlan.KILLED, RunPlan.ERROR);
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
    probing.resume(now);
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
    long work = pod.clock().workAt(now);
    plan =
        switch (kind) {
          case INIT -> RunPlan.lasting(work, pod.options().initContainerNanos());
          case SIDECAR -> RunPlan.goingOn(work);
          case MAIN -> RunPlan.of(pod.pod().behavior(), work, runs, savedNanos);
        };
    plan.limitMemory(pod.usage(), pod.pod(), spec);
    probing = new Probing(spec, now, plan.hangs());
    runs++;
    state = State.RUNNING;
    upNanos = Times.FAR;
    readyNanos = Times.FAR;
    killNanos = Times.FAR;
    pod.containerStarted(this);
  }

  private long usageChangeNanos() {
    if (!pod.usage().isAny()) {
      return Times.FAR;
    }
    long ran = pod.clock().workAt(pod.now()) - plan.startWork();
    long next = pod.usage().nextChangeNanos(pod.pod(), spec, ran);
    return next == Pod.NEVER ? Times.FAR : pod.clock().instantOf(plan.startWork() + next);
  }

  private boolean probe(long now) {
    boolean changed = probing.learn(upNanos(), readyNanos(), now);
    if (killNanos == Times.FAR && probing.killNanos(upNanos()) <= now) {
      killWithin(pod.pod().spec().terminationGraceNanos(), now);
      changed = true;
    }
    return changed;
  }

  /** It is told to end, and killed at the end of the grace; one that hangs does not listen. */
  private void killWithin(long graceNanos, long now) {
    long stop = pod.options().stopNanos();
    boolean takesAll = stop == Pod.NEVER || stop >= graceNanos || plan.hangs();
    killNanos = Times.later(now, Math.max(0, takesAll ? graceNanos : stop));
    killCode = takesAll ? RunPlan.KILLED : TERMINATED;
  }

  private long endNanos() {
    return Math.min(pod.clock().instantOf(plan.exitWork()), killNanos);
  }

  private void finish(long at, int code, String reason) {
    state = State.ENDED;
    finishedNanos = at;
    exitCode = code;
    long lost = 0;
    PodBehavior behavior = pod.pod().behavior();
    if (kind == Kind.MAIN && behavior.durationNanos() != Pod.NEVER && code != 0) {
      long ran = pod.clock().workAt(at) - plan.startWork();
      long done = savedNanos + ran;
      long checkpoint = behavior.checkpointNanos();
      savedNanos = checkpoint == 0 ? 0 : done / checkpoint * checkpoint;
      lost = done - savedNanos;
      pod.workLost(ran, lost);
    } else {
      savedNanos = 0;
    }
    pod.containerEnded(this, reason, lost);
  }

  private long restartNanos() {
    return crashBackOff.endOfWait(finishedNanos);
  }

  private long upNanos() {
    return upNanos != Times.FAR ? upNanos : pod.clock().instantOf(plan.upWork());
  }

  private long readyNanos() {
    return readyNanos != Times.FAR ? readyNanos : pod.clock().instantOf(plan.readyWork());
  }
}
