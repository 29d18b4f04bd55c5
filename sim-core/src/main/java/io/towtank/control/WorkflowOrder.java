package io.towtank.control;

import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.WorkflowTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds pods of workflows back until all pods of the tasks before theirs have succeeded.
 *
 * <p>A pod that fails, or is deleted before it has succeeded, ends its task for good: what waits
 * for it stays held, unless the task is continued. What is kept of a task is forgotten when it has
 * ended, but for the time of that where the task is continued; this is forgotten when the next one
 * has arrived.
 */
final class WorkflowOrder {
  /** What {@link #admit} says of a pod that is held. */
  static final long HELD = -1;

  private final Map<String, Map<String, Task>> workflows = new HashMap<>();
  private final Map<String, Task> taskByPod = new HashMap<>();
  private final Map<Ended, Long> endNanosOfContinued = new HashMap<>();
  private long held;

  /**
   * A pod that may be submitted.
   *
   * @param delayNanos how much later
   */
  record Release(Pod pod, long delayNanos) {}

  /** A task that has ended. */
  private record Ended(String workflow, String name) {}

  /** A task some of whose pods are to end yet. */
  private static final class Task {
    private final WorkflowTask declared;
    // Most tasks have one pod and one successor, and many may be held.
    private final List<Pod> heldPods = new ArrayList<>(1);
    private final List<Task> successors = new ArrayList<>(1);
    private int podsToEnd;
    private int tasksBefore;
    private long earliestNanos;

    private Task(WorkflowTask declared) {
      this.declared = declared;
      podsToEnd = declared.pods();
    }
  }

  /**
   * Takes a pod that arrives.
   *
   * @return after how many nanoseconds it may be submitted; {@link #HELD} if that is not known yet
   */
  long admit(PodArrival arrival, long nowNanos) {
    WorkflowTask declared = arrival.task();
    if (declared == null) {
      return 0;
    }
    Map<String, Task> tasks =
        workflows.computeIfAbsent(declared.workflow(), unused -> new HashMap<>());
    Task task = tasks.get(declared.name());
    if (task == null) {
      task = new Task(declared);
      tasks.put(declared.name(), task);
      for (String name : declared.predecessors()) {
        Task before = tasks.get(name);
        // One that has ended already is no longer there, nor is one that the workload left out.
        if (before != null) {
          before.successors.add(task);
          task.tasksBefore++;
        } else {
          Long end = endNanosOfContinued.remove(new Ended(declared.workflow(), name));
          if (end != null) {
            task.earliestNanos = Math.max(task.earliestNanos, plus(end, declared.delayNanos()));
          }
        }
      }
    }
    taskByPod.put(arrival.pod().key(), task);
    if (task.tasksBefore > 0) {
      task.heldPods.add(arrival.pod());
      held++;
      return HELD;
    }
    return Math.max(0, task.earliestNanos - nowNanos);
  }

  private static long plus(long a, long b) {
    return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
  }

  /**
   * Takes note of a pod that has ended.
   *
   * @param succeeded whether it has succeeded; if not it has failed or is gone
   * @return pods that wait for nothing more, in the order in which they arrived
   */
  List<Release> ended(String podKey, boolean succeeded, long nowNanos) {
    Task task = taskByPod.get(podKey);
    if (task == null || (!succeeded && !task.declared.continued())) {
      return List.of();
    }
    taskByPod.remove(podKey);
    if (--task.podsToEnd > 0) {
      return List.of();
    }
    forget(task);
    if (task.declared.continued() && task.successors.isEmpty()) {
      endNanosOfContinued.put(new Ended(task.declared.workflow(), task.declared.name()), nowNanos);
    }
    List<Release> released = new ArrayList<>();
    for (Task successor : task.successors) {
      if (--successor.tasksBefore == 0) {
        long delay = successor.declared.delayNanos();
        successor.heldPods.forEach(pod -> released.add(new Release(pod, delay)));
        held -= successor.heldPods.size();
        successor.heldPods.clear();
      }
    }
    return released;
  }

  /** How many pods are held. */
  long held() {
    return held;
  }

  private void forget(Task task) {
    String workflow = task.declared.workflow();
    Map<String, Task> tasks = workflows.get(workflow);
    if (tasks != null) {
      tasks.remove(task.declared.name());
      if (tasks.isEmpty()) {
        workflows.remove(workflow);
      }
    }
  }
}
