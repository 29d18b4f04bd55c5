package io.towtank.model;

import java.util.List;

/**
 * A task of a workflow: jobs whose tasks depend on each other as a directed acyclic graph.
 *
 * <p>A task arrives with its predecessors or after them, behind them in the workload. Its pods are
 * submitted when they have arrived and all pods of all its predecessors have succeeded, or some
 * time after these have. The tasks of a workflow that is read from a trace arrive at the same time;
 * the jobs of a user who waits for one before the next ({@link #continued}) arrive when they would
 * be submitted on a cluster that lets no pod wait.
 *
 * @param workflow name of the workflow, unique in the workload
 * @param name name of the task, unique in the workflow
 * @param pods how many pods work on it, at least 1
 * @param predecessors names of the tasks that must end first; each is in the workflow
 * @param delayNanos time from the end of the last of these to the submission, at least 0
 * @param continued whether a user waits for its end, well or not, and then goes on with a task that
 *     may arrive later: pods that fail or are deleted end it too, and when it ended is remembered
 *     until the next task that needs it has arrived
 */
public record WorkflowTask(
    String workflow,
    String name,
    int pods,
    List<String> predecessors,
    long delayNanos,
    boolean continued) {
  /** Copies the list. */
  public WorkflowTask {
    predecessors = List.copyOf(predecessors);
    if (pods < 1 || delayNanos < 0 || workflow.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException(
          "task '%s' of '%s' with %d pods, %d ns later"
              .formatted(name, workflow, pods, delayNanos));
    }
  }

  /** A task all of whose successors arrive before it ends. */
  public WorkflowTask(
      String workflow, String name, int pods, List<String> predecessors, long delayNanos) {
    this(workflow, name, pods, predecessors, delayNanos, false);
  }

  /** A task whose pods are submitted as soon as its predecessors have succeeded. */
  public WorkflowTask(String workflow, String name, int pods, List<String> predecessors) {
    this(workflow, name, pods, predecessors, 0);
  }

  /** The same task of another workflow. */
  public WorkflowTask of(String anotherWorkflow) {
    return new WorkflowTask(anotherWorkflow, name, pods, predecessors, delayNanos, continued);
  }

  /** The same task, submitted at another time after its predecessors. */
  public WorkflowTask withDelayNanos(long nanos) {
    return new WorkflowTask(workflow, name, pods, predecessors, nanos, continued);
  }
}
