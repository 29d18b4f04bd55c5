package io.towtank.model;

import java.util.List;

/**
 * A task of a workflow: jobs whose tasks depend on each other as a directed acyclic graph.
 *
 * <p>All tasks of a workflow arrive at the same time, a task after its predecessors; its pods are
 * submitted when all pods of all its predecessors have succeeded, or some time later.
 *
 * @param workflow name of the workflow, unique in the workload
 * @param name name of the task, unique in the workflow
 * @param pods how many pods work on it, at least 1
 * @param predecessors names of the tasks that must end first; each is in the workflow
 * @param delayNanos time from the end of the last of these to the submission, at least 0
 */
public record WorkflowTask(
    String workflow, String name, int pods, List<String> predecessors, long delayNanos) {
  /** Copies the list. */
  public WorkflowTask {
    predecessors = List.copyOf(predecessors);
    if (pods < 1 || delayNanos < 0 || workflow.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException(
          "task '%s' of '%s' with %d pods, %d ns later"
              .formatted(name, workflow, pods, delayNanos));
    }
  }

  /** A task whose pods are submitted as soon as its predecessors have succeeded. */
  public WorkflowTask(String workflow, String name, int pods, List<String> predecessors) {
    this(workflow, name, pods, predecessors, 0);
  }
}
