package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by their job and their number in it. They are entries of the table themselves, so that one
 * that is looked up is two steps away, and know who was added before and after them.
 */
final class TaskTable {
  private static final int BUCKETS_INITIAL = 1 << 10;
  private static final int BUCKETS_MAX = 1 << 26;
  private static final long SPREAD_JOB = 0x9E3779B97F4A7C15L;
  private static final long SPREAD_INDEX = 0xC2B2AE3D27D4EB4FL;

  private @Nullable Task[] buckets = new @Nullable Task[BUCKETS_INITIAL];
  private @Nullable Task oldest;
  private @Nullable Task newest;
  private int size;

  int size() {
    return size;
  }

  /** The task that was added first of those that are there; null if there is none. */
  @Nullable Task oldest() {
    return oldest;
  }

  @Nullable Task get(long job, long index) {
    Task task = buckets[bucket(job, index)];
    while (task != null && (task.index != index || task.jobId != job)) {
      task = task.nextInBucket;
    }
    return task;
  }

  /** Adds a task that is not there. */
  void add(Task task) {
    if (size == buckets.length && size < BUCKETS_MAX) {
      grow();
    }
    putInBucket(task);
    size++;
    Task before = newest;
    task.before = before;
    if (before == null) {
      oldest = task;
    } else {
      before.after = task;
    }
    newest = task;
  }

  /** Removes a task that is there. */
  void remove(Task task) {
    takeFromBucket(task);
    size--;
    Task before = task.before;
    Task after = task.after;
    if (before == null) {
      oldest = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.before = before;
    }
  }

  private void putInBucket(Task task) {
    int bucket = bucket(task.jobId, task.index);
    task.nextInBucket = buckets[bucket];
    buckets[bucket] = task;
  }

  private void takeFromBucket(Task task) {
    int bucket = bucket(task.jobId, task.index);
    Task found = buckets[bucket];
    if (found == task) {
      buckets[bucket] = task.nextInBucket;
      return;
    }
    while (found != null && found.nextInBucket != task) {
      found = found.nextInBucket;
    }
    if (found != null) {
      found.nextInBucket = task.nextInBucket;
    }
  }

  private void grow() {
    buckets = new @Nullable Task[2 * buckets.length];
    for (Task task = oldest; task != null; task = task.after) {
      putInBucket(task);
    }
  }

  private int bucket(long job, long index) {
    long hash = (job * SPREAD_JOB) ^ (index * SPREAD_INDEX);
    hash = (hash ^ (hash >>> 32)) * SPREAD_JOB;
    return (int) (hash >>> 32) & (buckets.length - 1);
  }

  /** One attempt of a task. */
  static final class Task {
    final TaskPods.Job job;
    final long index;
    final long place;
    final long submittedMicros;

    /** What its first event said. */
    final TaskEvent.Terms terms;

    final List<NodeSelectorRequirement> constraints;
    TaskEvent.Request request;

    /** When it began to run last; below 0 if it has not. */
    long scheduledMicros = -1;

    boolean evicted;
    private final long jobId;
    private @Nullable Task nextInBucket;
    private @Nullable Task before;
    private @Nullable Task after;

    /**
     * An attempt that begins.
     *
     * @param place of the event's row in the trace
     */
    Task(TaskPods.Job job, TaskEvent first, long place) {
      this.job = job;
      this.place = place;
      jobId = first.job();
      index = first.index();
      submittedMicros = first.micros();
      terms = first.terms();
      constraints = first.constraints();
      request = terms.request();
    }
  }
}
