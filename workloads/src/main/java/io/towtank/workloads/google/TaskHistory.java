package io.towtank.workloads.google;

import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.PodBatch;
import org.jspecify.annotations.Nullable;

/**
 * Follows tasks from event to event and makes a pod of each attempt.
 *
 * <p>A pod arrives when its task is submitted, and runs as long as the task did from the last time
 * that it was scheduled to its end. Evictions were the doing of the scheduler that the trace is of,
 * so they are passed over. A task that is submitted again after its end makes another pod. What is
 * held is tasks that have begun and not ended.
 */
final class TaskHistory {
  static final String NOT_KNOWN = "end or update of a task that is not known";
  static final String NO_SUBMISSION = "first event of a task is no submission: submitted then";
  static final String SUBMITTED_TWICE = "submission of a task that is there: passed over";
  static final String NO_REQUEST = "request not said: requests none of it";
  static final String NEVER_SCHEDULED = "ended without having run: runs for no time";
  static final String AFTER_THE_END = "after the trace's end";

  /** The trace's window begins at 600 s; 0 stands for before. */
  static final long BEGIN_MICROS = 600_000_000L;

  private static final int LIVE_MAX = 50_000_000;
  private static final long NANOS_PER_MICRO = 1000;

  private final CensoredLifetimes censored;
  private final TraceAccounts accounts;
  private final TaskPods pods;
  private final TaskTable tasks = new TaskTable();
  private TaskPods.Job lastJob = new TaskPods.Job(-1);
  private long lastMicros;
  private long placeOfRemaining;

  TaskHistory(
      CensoredLifetimes censored, long cpuMillis, long memoryBytes, TraceAccounts accounts) {
    this.censored = censored;
    this.accounts = accounts;
    pods = new TaskPods(cpuMillis, memoryBytes);
  }

  /** The trace ends at this time or later. */
  void endsAt(long micros) {
    lastMicros = Math.max(lastMicros, micros);
  }

  /** Place of the first event of the task whose pod {@link #remaining} gave last. */
  long placeOfRemaining() {
    return placeOfRemaining;
  }

  /**
   * Takes the next event; gives the pod whose end it is, or null. Counts the event's row.
   *
   * @param place the row's place in the trace, where anybody asks for it later
   */
  @Nullable PodBatch take(TaskEvent event, long place) {
    if (event.micros() == Long.MAX_VALUE) {
      accounts.drop(AFTER_THE_END);
      return null;
    }
    lastMicros = Math.max(lastMicros, event.micros());
    TaskTable.Task task = tasks.get(event.job(), event.index());
    boolean begins = event.kind() != TaskEvent.Kind.END && event.kind() != TaskEvent.Kind.EVICT;
    if (task == null && !begins) {
      accounts.drop(NOT_KNOWN);
      return null;
    }
    accounts.use();
    if (task == null) {
      if (event.kind() != TaskEvent.Kind.SUBMIT) {
        accounts.repair(NO_SUBMISSION);
      }
      if (tasks.size() == LIVE_MAX) {
        throw new InputException("more than " + LIVE_MAX + " tasks at a time");
      }
      // Tasks of a job are submitted one after the other.
      if (lastJob.id() != event.job()) {
        lastJob = new TaskPods.Job(event.job());
      }
      task = new TaskTable.Task(lastJob, event, place);
      tasks.add(task);
    } else if (event.kind() == TaskEvent.Kind.SUBMIT && !task.evicted) {
      accounts.repair(SUBMITTED_TWICE);
    }
    return happen(task, event);
  }

  private @Nullable PodBatch happen(TaskTable.Task task, TaskEvent event) {
    switch (event.kind()) {
      case SUBMIT, UPDATE_PENDING -> {
        task.request = event.terms().request().or(task.request);
        task.evicted = false;
      }
      case SCHEDULE -> {
        task.scheduledMicros = event.micros();
        task.request = task.request.or(event.terms().request());
      }
      case EVICT -> task.evicted = true;
      // What changes while it runs is for attempts to come, which say it themselves.
      case UPDATE_RUNNING, WAIT -> {}
      case END -> {
        tasks.remove(task);
        return ended(task, event.micros());
      }
    }
    return null;
  }

  /** Pods of the tasks that have not ended, one at a time, after the last event. */
  @Nullable PodBatch remaining() {
    for (TaskTable.Task task = tasks.oldest(); task != null; task = tasks.oldest()) {
      tasks.remove(task);
      placeOfRemaining = task.place;
      long start = nanos(task.scheduledMicros < 0 ? task.submittedMicros : task.scheduledMicros);
      long duration = censored.durationNanos(start, nanos(lastMicros));
      if (duration == CensoredLifetimes.LEFT_OUT) {
        accounts.pod();
        accounts.leaveOut(CensoredLifetimes.NO_END);
      } else {
        return arrival(task, duration);
      }
    }
    return null;
  }

  private PodBatch ended(TaskTable.Task task, long micros) {
    if (task.scheduledMicros < 0) {
      accounts.repair(NEVER_SCHEDULED);
      return arrival(task, 0);
    }
    return arrival(task, Math.max(0, nanos(micros) - nanos(task.scheduledMicros)));
  }

  private PodBatch arrival(TaskTable.Task task, long durationNanos) {
    if (!task.request.isKnown()) {
      accounts.repair(NO_REQUEST);
    }
    return new PodBatch(nanos(task.submittedMicros), pods.pod(task, durationNanos), 1);
  }

  private static long nanos(long micros) {
    long since = Math.max(0, micros - BEGIN_MICROS);
    return since > Long.MAX_VALUE / NANOS_PER_MICRO ? Long.MAX_VALUE : since * NANOS_PER_MICRO;
  }
}
