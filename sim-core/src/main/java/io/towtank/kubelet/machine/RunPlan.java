package io.towtank.kubelet.machine;

import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodBehavior.FailureModel;
import io.towtank.model.ResourceNames;

/**
 * What one run of a container does by itself, in the work of its machine (see {@link
 * MachineClock}).
 */
final class RunPlan {
  static final String COMPLETED = "Completed";
  static final String ERROR = "Error";
  static final String OOM_KILLED = "OOMKilled";

  /** Exit code of a killed process: 128 and the number of SIGKILL. */
  static final int KILLED = 137;

  private static final int USAGE_STEPS_MAX = 100_000;

  private final long startWork;
  private long upWork;
  private long readyWork;
  private long exitWork = Times.FAR;
  private int exitCode;
  private String exitReason = "";

  private RunPlan(long startWork) {
    this.startWork = startWork;
    upWork = startWork;
    readyWork = startWork;
  }

  /** A run that is up and ready at once and goes on. */
  static RunPlan goingOn(long startWork) {
    return new RunPlan(startWork);
  }

  /** A run that ends well after a time. */
  static RunPlan lasting(long startWork, long nanos) {
    RunPlan plan = new RunPlan(startWork);
    plan.endAfter(nanos, 0, COMPLETED);
    return plan;
  }

  /**
   * A run of a pod's work.
   *
   * @param restarts restarts before this run
   * @param savedNanos work that earlier runs have saved
   */
  static RunPlan of(PodBehavior behavior, long startWork, int restarts, long savedNanos) {
    RunPlan plan = new RunPlan(startWork);
    plan.upWork = startWork + behavior.startupNanos();
    plan.readyWork = plan.upWork + behavior.readinessNanos();
    if (behavior.durationNanos() != Pod.NEVER) {
      plan.endAfter(behavior.durationNanos() - savedNanos, 0, COMPLETED);
    }
    FailureModel failure = behavior.failure();
    if (failure.fails(restarts)) {
      if (failure.afterNanos() == Pod.NEVER) {
        plan.upWork = Times.FAR;
        plan.readyWork = Times.FAR;
        plan.exitWork = Times.FAR;
      } else {
        int code = failure.exitCode();
        plan.endAfter(failure.afterNanos(), code, code == 0 ? COMPLETED : ERROR);
      }
    }
    return plan;
  }

  /** It is up and ready already. */
  void skipStartup() {
    upWork = startWork;
    readyWork = startWork;
  }

  /** It is killed when it uses more memory than its limit. */
  void limitMemory(UsageModel usage, Pod pod, Container container) {
    if (!usage.isAny() || !container.limits().contains(ResourceNames.MEMORY)) {
      return;
    }
    long limit = container.limits().get(ResourceNames.MEMORY);
    long after = 0;
    for (int step = 0; step < USAGE_STEPS_MAX && after != Pod.NEVER; step++) {
      if (usage.memoryBytes(pod, container, after) > limit) {
        endAfter(after, KILLED, OOM_KILLED);
        return;
      }
      after = usage.nextChangeNanos(pod, container, after);
    }
  }

  /** It ends so long after its start, unless it ends before. */
  private void endAfter(long nanos, int code, String reason) {
    long at = startWork + Math.max(0, nanos);
    if (at <= exitWork) {
      exitWork = at;
      exitCode = code;
      exitReason = reason;
    }
  }

  long startWork() {
    return startWork;
  }

  /** When it is up; FAR for never. */
  long upWork() {
    return upWork;
  }

  /** When it is ready; FAR for never. */
  long readyWork() {
    return readyWork;
  }

  /** When it ends; FAR for never. */
  long exitWork() {
    return exitWork;
  }

  int exitCode() {
    return exitCode;
  }

  String exitReason() {
    return exitReason;
  }

  /** Whether it never answers, and does not listen when it is told to end. */
  boolean hangs() {
    return upWork == Times.FAR;
  }
}
