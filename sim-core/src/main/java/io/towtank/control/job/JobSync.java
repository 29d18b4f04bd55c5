package io.towtank.control.job;

import io.towtank.control.runtime.Outcome;
import io.towtank.model.IndexSet;
import io.towtank.model.Job;
import io.towtank.model.Job.Condition;
import io.towtank.model.JobSpec;
import io.towtank.model.Pod;
import io.towtank.model.PodFailurePolicy.Action;
import io.towtank.model.PodPhase;
import io.towtank.model.RestartPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One look at a job: decides whether it has ended, makes and deletes pods, and counts. Source:
 * Kubernetes v1.34, {@code syncJob}, {@code manageJob}, {@code trackJobStatusAndRemoveFinalizers}.
 */
final class JobSync {
  /** Pods counted in one go at most. Source: {@code MaxUncountedPods}. */
  private static final int COUNT_MAX = 500;

  private static final long SECOND = 1_000_000_000L;

  private final JobView view;
  private final Job job;
  private final Job.Status before;
  private final JobPods pods;
  private final JobBackoff.Row row;
  private final long now;

  private Ending ending = Ending.NONE;
  private String reason = "";
  private boolean isManaged;
  private boolean hasFailed;
  private int active;
  private int ready;
  private int terminating;
  private long startNanos;
  private long wakeNanos = Outcome.NOT_AGAIN;

  private enum Ending {
    NONE,
    SUCCESS,
    FAILURE
  }

  JobSync(JobView view, JobPods pods, JobBackoff backoff, long now) {
    this.view = view;
    job = view.job;
    before = job.status();
    this.pods = pods;
    this.now = now;
    row = backoff.after(job.key(), view.newSucceeded, view.newFailed);
  }

  /** The job's failures in a row, if what this look says is written. */
  JobBackoff.Row row() {
    return row;
  }

  Outcome outcome() {
    if (hasFailed) {
      return Outcome.RETRY;
    }
    return wakeNanos == Outcome.NOT_AGAIN ? Outcome.DONE : Outcome.after(wakeNanos);
  }

  private void wakeAfter(long nanos) {
    wakeNanos = wakeNanos == Outcome.NOT_AGAIN ? nanos : Math.min(wakeNanos, nanos);
  }

  void run() {
    active = view.active.size();
    ready = view.ready();
    terminating = view.terminating().size();
    // The deadline counts from the last resumption.
    boolean begins = before.startNanos() == Pod.NEVER || before.condition() == Condition.SUSPENDED;
    startNanos = begins && !view.isSuspended() ? now : before.startNanos();
    decide();
    if (ending != Ending.NONE) {
      endPods();
      return;
    }
    if (!job.meta().isDeleted()) {
      isManaged = true;
      manage();
    }
    Integer completions = job.spec().completions();
    int wanted = completions == null ? 1 : completions;
    if (view.succeeded >= wanted && active == 0) {
      end(Ending.SUCCESS, "CompletionsReached");
    }
  }

  private void end(Ending how, String why) {
    ending = how;
    reason = why;
  }

  private void decide() {
    JobSpec spec = job.spec();
    if (before.condition() == Condition.SUCCESS_CRITERIA_MET) {
      end(Ending.SUCCESS, before.reason());
    } else if (before.condition() == Condition.FAILURE_TARGET) {
      end(Ending.FAILURE, before.reason());
    } else if (view.hasFatalFailure()) {
      end(Ending.FAILURE, "PodFailurePolicy");
    } else if (view.failed > spec.backoffLimit() || hasRestartedTooOften()) {
      end(Ending.FAILURE, "BackoffLimitExceeded");
    } else if (spec.activeDeadlineNanos() != Pod.NEVER && !view.isSuspended()) {
      long left = startNanos + spec.activeDeadlineNanos() - now;
      if (left <= 0) {
        end(Ending.FAILURE, "DeadlineExceeded");
      } else {
        wakeAfter(left);
      }
    }
    if (ending == Ending.NONE && JobRules.hasLimitPerIndex(job)) {
      decideByIndexes();
    }
  }

  private void decideByIndexes() {
    Integer max = job.spec().maxFailedIndexes();
    int failed = view.failedIndexes.size();
    if (max != null && failed > max) {
      end(Ending.FAILURE, "MaxFailedIndexesExceeded");
    } else if (failed > 0 && failed + view.succeededIndexes.size() >= JobRules.completions(job)) {
      end(Ending.FAILURE, "FailedIndexes");
    }
  }

  /** Source: {@code pastBackoffLimitOnFailure}. */
  private boolean hasRestartedTooOften() {
    if (job.spec().template().spec().restartPolicy() != RestartPolicy.ON_FAILURE) {
      return false;
    }
    long restarts = 0;
    for (Pod pod : view.pods) {
      restarts += pod.phase().isTerminal() ? 0 : pod.restarts();
    }
    int limit = job.spec().backoffLimit();
    return limit == 0 ? restarts > 0 : restarts >= limit;
  }

  /** The job has ended: its pods follow. */
  private void endPods() {
    List<Pod> deleted = pods.delete(view.active);
    noteDeleted(deleted);
    if (deleted.size() < view.active.size()) {
      hasFailed = true;
      ending = Ending.NONE;
    }
  }

  private void noteDeleted(List<Pod> deleted) {
    active -= deleted.size();
    terminating += deleted.size();
    ready -= (int) deleted.stream().filter(Pod::ready).count();
  }

  private void manage() {
    if (view.isSuspended()) {
      remove(view.active);
      return;
    }
    int wanted = wantedActive();
    List<Pod> surplus = view.surplus(Math.max(0, active - wanted));
    if (!surplus.isEmpty()) {
      remove(surplus.subList(0, Math.min(surplus.size(), JobPods.BURST_MAX)));
      return;
    }
    int waitedFor = JobRules.replacesFailedOnly(job.spec()) ? terminating : 0;
    int missing = wanted - waitedFor - active;
    if (missing > 0) {
      create(Math.min(missing, JobPods.BURST_MAX));
    }
  }

  private int wantedActive() {
    int parallelism = job.spec().parallelism();
    Integer completions = job.spec().completions();
    if (completions == null) {
      // Once one has succeeded, those that run are let end, and no more are made.
      return view.succeeded > 0 ? active : parallelism;
    }
    return Math.max(0, Math.min(completions - view.succeeded, parallelism));
  }

  private void remove(List<Pod> surplus) {
    List<Pod> deleted = pods.deleteUncounted(job, surplus);
    noteDeleted(deleted);
    hasFailed |= deleted.size() < surplus.size();
  }

  private void create(int missing) {
    List<Integer> indexes = List.of();
    if (JobRules.isIndexed(job)) {
      indexes = view.pendingIndexes(missing);
    }
    if (JobRules.hasLimitPerIndex(job)) {
      indexes = readyIndexes(indexes);
    } else {
      long wait = row.remainingNanos(now);
      if (wait > 0) {
        wakeAfter(Math.max(wait, SECOND));
        return;
      }
    }
    int count = JobRules.isIndexed(job) ? indexes.size() : missing;
    int created = pods.create(view, count, indexes);
    active += created;
    hasFailed |= created < count;
  }

  /**
   * Indexes whose wait after a failure is over; if there is none, the job is looked at when the
   * first one's is. Source: {@code getPodCreationInfoForIndependentIndexes}.
   */
  private List<Integer> readyIndexes(List<Integer> pending) {
    List<Integer> readyIndexes = new ArrayList<>();
    long shortest = Long.MAX_VALUE;
    for (int index : pending) {
      JobLedger.Entry last = view.toBeReplaced.get(index);
      long wait =
          last == null
              ? 0
              : JobBackoff.remainingNanos(
                  last.failures() + last.ignoredFailures() + 1,
                  JobBackoff.finishedNanos(last.pod()),
                  now);
      if (wait == 0) {
        readyIndexes.add(index);
      } else {
        shortest = Math.min(shortest, wait);
      }
    }
    if (readyIndexes.isEmpty() && shortest < Long.MAX_VALUE) {
      wakeAfter(Math.max(shortest, SECOND));
    }
    return readyIndexes;
  }

  /**
   * What is to be written.
   *
   * @param counted takes the pods that the status counts, or that need not be counted
   */
  Job.Status status(List<Long> counted) {
    boolean isIndexed = JobRules.isIndexed(job);
    List<Pod> order = new ArrayList<>(view.pods);
    if (isIndexed) {
      order.sort(Comparator.comparingInt(pod -> JobRules.index(job, pod)));
    }
    int succeeded = 0;
    int failed = 0;
    boolean isCut = false;
    for (Pod pod : order) {
      if (!view.uncounted.containsKey(pod.uid()) || !isSettled(pod)) {
        continue;
      }
      if (succeeded + failed >= COUNT_MAX) {
        isCut = true;
        wakeAfter(SECOND);
        break;
      }
      counted.add(pod.uid());
      boolean hasUse = !isIndexed || JobRules.index(job, pod) != JobRules.NO_INDEX;
      if (pod.phase() == PodPhase.SUCCEEDED) {
        succeeded += hasUse ? 1 : 0;
      } else if (hasUse && countsAsFailed(pod)) {
        failed++;
      }
    }
    boolean isOver = ending != Ending.NONE && !isCut && terminating == 0;
    Condition condition = condition(isOver);
    boolean isChanged = condition != before.condition();
    return new Job.Status(
        active,
        ready,
        terminating,
        isIndexed ? view.succeededIndexes.size() : before.succeeded() + succeeded,
        before.failed() + failed,
        startNanos,
        condition == Condition.COMPLETE ? now : before.completionNanos(),
        isIndexed ? view.succeededIndexes : IndexSet.EMPTY,
        isIndexed ? view.failedIndexes : IndexSet.EMPTY,
        condition,
        condition == Condition.SUSPENDED ? "JobSuspended" : isManagedOnly() ? "" : reason(),
        isChanged ? now : before.conditionNanos());
  }

  private boolean isManagedOnly() {
    return isManaged && ending == Ending.NONE;
  }

  private String reason() {
    return ending == Ending.NONE ? before.reason() : reason;
  }

  private Condition condition(boolean isOver) {
    return switch (ending) {
      case SUCCESS -> isOver ? Condition.COMPLETE : Condition.SUCCESS_CRITERIA_MET;
      case FAILURE -> isOver ? Condition.FAILED : Condition.FAILURE_TARGET;
      case NONE -> {
        if (!isManaged) {
          yield before.condition();
        }
        yield view.isSuspended() ? Condition.SUSPENDED : Condition.NONE;
      }
    };
  }

  /** Whether nothing more is to be learnt of a pod. Source: {@code canRemoveFinalizer}. */
  private boolean isSettled(Pod pod) {
    if (job.meta().isDeleted() || ending != Ending.NONE || pod.phase() == PodPhase.SUCCEEDED) {
      return true;
    }
    if (!JobRules.isFailed(job, pod)) {
      return false;
    }
    JobLedger.Entry last = view.toBeReplaced.get(JobRules.index(job, pod));
    return last == null || last.pod().uid() != pod.uid();
  }

  private boolean countsAsFailed(Pod pod) {
    return (JobRules.isFailed(job, pod) || ending == Ending.FAILURE)
        && JobRules.action(job, pod) != Action.IGNORE;
  }
}
