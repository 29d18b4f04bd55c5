package io.towtank.workloads.google;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.network.Topology;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.SpecCache;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final int ATTEMPT_RADIX = 36;
  private static final String JOB_LABEL = "job";

  private final CensoredLifetimes censored;
  private final long cpuMillis;
  private final long memoryBytes;
  private final TraceAccounts accounts;
  private final SpecCache specs = new SpecCache();
  private final Map<Key, Task> tasks = new LinkedHashMap<>();
  private @Nullable Labels lastLabels;
  private Group lastGroup = new Group(-1, -1, -1, 0);
  private long lastMicros;
  private long placeOfRemaining;

  TaskHistory(
      CensoredLifetimes censored, long cpuMillis, long memoryBytes, TraceAccounts accounts) {
    this.censored = censored;
    this.cpuMillis = cpuMillis;
    this.memoryBytes = memoryBytes;
    this.accounts = accounts;
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
    Key key = new Key(event.job(), event.index());
    Task task = tasks.get(key);
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
      task = new Task(event, place);
      tasks.put(key, task);
    } else if (event.kind() == TaskEvent.Kind.SUBMIT && !task.evicted) {
      accounts.repair(SUBMITTED_TWICE);
    }
    return happen(key, task, event);
  }

  private @Nullable PodBatch happen(Key key, Task task, TaskEvent event) {
    switch (event.kind()) {
      case SUBMIT, UPDATE_PENDING -> {
        task.request = event.request().or(task.request);
        task.evicted = false;
      }
      case SCHEDULE -> {
        task.scheduledMicros = event.micros();
        task.request = task.request.or(event.request());
      }
      case EVICT -> task.evicted = true;
      // What changes while it runs is for attempts to come, which say it themselves.
      case UPDATE_RUNNING, WAIT -> {}
      case END -> {
        tasks.remove(key);
        return ended(key, task, event.micros());
      }
    }
    return null;
  }

  /** Pods of the tasks that have not ended, one at a time, after the last event. */
  @Nullable PodBatch remaining() {
    Iterator<Map.Entry<Key, Task>> rest = tasks.entrySet().iterator();
    while (rest.hasNext()) {
      Map.Entry<Key, Task> entry = rest.next();
      Task task = entry.getValue();
      rest.remove();
      placeOfRemaining = task.place;
      long start = nanos(task.scheduledMicros < 0 ? task.submittedMicros : task.scheduledMicros);
      long duration = censored.durationNanos(start, nanos(lastMicros));
      if (duration == CensoredLifetimes.LEFT_OUT) {
        accounts.pod();
        accounts.leaveOut(CensoredLifetimes.NO_END);
      } else {
        return arrival(entry.getKey(), task, duration);
      }
    }
    return null;
  }

  private PodBatch ended(Key key, Task task, long micros) {
    if (task.scheduledMicros < 0) {
      accounts.repair(NEVER_SCHEDULED);
      return arrival(key, task, 0);
    }
    return arrival(key, task, Math.max(0, nanos(micros) - nanos(task.scheduledMicros)));
  }

  private PodBatch arrival(Key key, Task task, long durationNanos) {
    if (!task.request.isKnown()) {
      accounts.repair(NO_REQUEST);
    }
    TaskEvent first = task.first;
    String job = "job-" + key.job;
    Shape shape =
        new Shape(
            task.request,
            first.priority(),
            first.ties().isApart() ? key.job : -1,
            first.ties().apartByMachine(),
            first.ties().apartByRack(),
            first.constraints());
    String name = job + "-" + key.index;
    if (task.submittedMicros >= BEGIN_MICROS) {
      // Tells attempts apart without a memory of all tasks that there ever were.
      name += "-" + Long.toString(task.submittedMicros - BEGIN_MICROS, ATTEMPT_RADIX);
    }
    Pod pod =
        Pod.builder(name, specs.get(shape, () -> spec(shape)))
            .labels(labels(key.job, first))
            .owner(new OwnerReference("Job", job))
            .durationNanos(durationNanos)
            .build();
    return new PodBatch(nanos(task.submittedMicros), pod, 1);
  }

  private PodSpec spec(Shape shape) {
    PodSpec.Builder spec =
        PodSpec.builder()
            .requests(
                ResourceList.of(
                    StrictMath.round(Math.max(0, shape.request.cpus()) * cpuMillis),
                    StrictMath.round(Math.max(0, shape.request.memory()) * memoryBytes)))
            .priority(shape.priority);
    if (!shape.constraints.isEmpty()) {
      NodeSelectorTerm term =
          NodeSelectorTerm.ofLabels(shape.constraints.toArray(NodeSelectorRequirement[]::new));
      spec.nodeAffinity(new NodeAffinity(List.of(term), List.of()));
    }
    if (shape.apartJob >= 0) {
      LabelSelector siblings =
          LabelSelector.ofLabels(Labels.of(JOB_LABEL, "job-" + shape.apartJob));
      List<PodAffinityTerm> terms = new ArrayList<>();
      if (shape.apartByMachine) {
        terms.add(PodAffinityTerm.of(siblings, Labels.HOSTNAME));
      }
      if (shape.apartByRack) {
        terms.add(PodAffinityTerm.of(siblings, Topology.RACK_LABEL));
      }
      spec.podAntiAffinity(new PodAffinity(terms, List.of()));
    }
    return spec.build();
  }

  private Labels labels(long job, TaskEvent first) {
    Group group = new Group(job, first.priority(), first.schedulingClass(), first.ties().parent());
    Labels labels = lastLabels;
    if (labels == null || !group.equals(lastGroup)) {
      labels =
          Labels.of(JOB_LABEL, "job-" + job)
              .with("priority", Integer.toString(first.priority()))
              .with("scheduling-class", Integer.toString(first.schedulingClass()));
      if (group.parent > 0) {
        labels = labels.with("parent", "job-" + group.parent);
      }
      lastLabels = labels;
      lastGroup = group;
    }
    return labels;
  }

  private static long nanos(long micros) {
    long since = Math.max(0, micros - BEGIN_MICROS);
    return since > Long.MAX_VALUE / NANOS_PER_MICRO ? Long.MAX_VALUE : since * NANOS_PER_MICRO;
  }

  private record Key(long job, long index) {}

  private record Group(long job, int priority, int schedulingClass, long parent) {}

  private record Shape(
      TaskEvent.Request request,
      int priority,
      long apartJob,
      boolean apartByMachine,
      boolean apartByRack,
      List<NodeSelectorRequirement> constraints) {}

  /** One attempt. */
  private static final class Task {
    private final TaskEvent first;
    private final long place;
    private final long submittedMicros;
    private TaskEvent.Request request;
    private long scheduledMicros = -1;
    private boolean evicted;

    private Task(TaskEvent first, long place) {
      this.place = place;
      this.first = first;
      submittedMicros = first.micros();
      request = first.request();
    }
  }
}
