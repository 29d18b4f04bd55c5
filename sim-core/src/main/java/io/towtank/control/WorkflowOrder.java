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
 * for it stays held. What is kept of a workflow is forgotten when its last task has ended.
 */
final class WorkflowOrder {
  private final Map<String, Map<String, Task>> workflows = new HashMap<>();
  private final Map<String, Task> taskByPod = new HashMap<>();
  private long held;

  /**
   * A pod that may be submitted.
   *
   * @param delayNanos how much later
   */
  record Release(Pod pod, long delayNanos) {}

  /** A task some of whose pods are to succeed yet. */
  private static final class Task {
    private final WorkflowTask declared;
    private final List<Pod> heldPods = new ArrayList<>();
    private final List<Task> successors = new ArrayList<>();
    private int podsToSucceed;
    private int tasksBefore;

    private Task(WorkflowTask declared) {
      this.declared = declared;
      podsToSucceed = declared.pods();
    }
  }

  /**
   * Takes a pod that arrives.
   *
   * @return whether it may be submitted now; if not, it is held
   */
  boolean admit(PodArrival arrival) {
    WorkflowTask declared = arrival.task();
    if (declared == null) {
      return true;
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
        }
      }
    }
    taskByPod.put(arrival.pod().key(), task);
    if (task.tasksBefore > 0) {
      task.heldPods.add(arrival.pod());
      held++;
      return false;
    }
    return true;
  }

  /**
   * Takes note of a pod that has succeeded.
   *
   * @return pods that wait for nothing more, in the order in which they arrived
   */
  List<Release> succeeded(String podKey) {
    Task task = taskByPod.remove(podKey);
    if (task == null || --task.podsToSucceed > 0) {
      return List.of();
    }
    forget(task);
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
