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
 */
public record TaskRow(
    String workflow, long submitNanos, String name, Pod pod, int pods, List<String> predecessors) {
  /** Copies the list. */
  public TaskRow {
    predecessors = List.copyOf(predecessors);
  }
}
