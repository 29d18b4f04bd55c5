package io.towtank.workloads.workflow;

import io.towtank.model.Pod;
import java.util.List;

/**
 * A task as a trace tells it.
 *
 * @param workflow name of its workflow
 * @param submitNanos when it was submitted, or its workflow
 * @param name its name, unique in the workflow
 * @param pod one of its pods, whose duration is the task's
 * @param pods how many there are, at least 1
 * @param predecessors names of tasks that must end first; the trace may lack some of them
 * @param delayNanos time from their end to the task's submission
 */
public record TaskRow(
    String workflow,
    long submitNanos,
    String name,
    Pod pod,
    int pods,
    List<String> predecessors,
    long delayNanos) {
  /** Copies the list. */
  public TaskRow {
    predecessors = List.copyOf(predecessors);
  }

  /** A task that is submitted as soon as its predecessors have ended. */
  public TaskRow(
      String workflow,
      long submitNanos,
      String name,
      Pod pod,
      int pods,
      List<String> predecessors) {
    this(workflow, submitNanos, name, pod, pods, predecessors, 0);
  }
}
