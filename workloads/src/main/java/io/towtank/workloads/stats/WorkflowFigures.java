package io.towtank.workloads.stats;

import io.towtank.model.PodArrival;
import io.towtank.model.WorkflowTask;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Length and width of workflows whose tasks all arrive at one time, each after those it needs. What
 * is kept is the workflows of one instant. Jobs of users who wait for one before the next are no
 * such workflows.
 */
final class WorkflowFigures {
  private final Sketch tasks;
  private final Sketch criticalPaths;
  private final Sketch widths;
  private final Map<String, Open> workflows = new LinkedHashMap<>();
  private long instantNanos;

  /**
   * Figures yet to be gathered.
   *
   * @param tasks told how many tasks each workflow has
   * @param criticalPaths told its longest chain of tasks that need each other, in nanoseconds: no
   *     run of it can be shorter; pods without end count as nothing
   * @param widths told most pods on one level, a task's level being the longest chain of tasks
   *     before it
   */
  WorkflowFigures(Sketch tasks, Sketch criticalPaths, Sketch widths) {
    this.tasks = tasks;
    this.criticalPaths = criticalPaths;
    this.widths = widths;
  }

  /** Takes the next pod. */
  void add(PodArrival arrival) {
    if (arrival.timeNanos() != instantNanos) {
      end();
      instantNanos = arrival.timeNanos();
    }
    WorkflowTask task = arrival.task();
    if (task != null && !task.continued()) {
      workflows
          .computeIfAbsent(task.workflow(), unused -> new Open())
          .add(task, Math.max(0, arrival.pod().durationNanos()));
    }
  }

  /** No more pods come at this instant. */
  void end() {
    for (Open workflow : workflows.values()) {
      tasks.add(workflow.taskByName.size());
      criticalPaths.add(workflow.longestNanos);
      widths.add(workflow.podsByLevel.values().stream().mapToLong(Long::longValue).max().orElse(0));
    }
    workflows.clear();
  }

  /** A workflow some of whose pods may be still to come. */
  private static final class Open {
    private final Map<String, Place> taskByName = new HashMap<>();
    private final Map<Integer, Long> podsByLevel = new HashMap<>();
    private long longestNanos;

    private void add(WorkflowTask task, long durationNanos) {
      Place place = taskByName.get(task.name());
      if (place == null) {
        place = place(task);
        taskByName.put(task.name(), place);
      }
      podsByLevel.merge(place.level, 1L, Long::sum);
      place.endNanos = Math.max(place.endNanos, place.startNanos + durationNanos);
      longestNanos = Math.max(longestNanos, place.endNanos);
    }

    private Place place(WorkflowTask task) {
      int level = 0;
      long start = 0;
      for (String name : task.predecessors()) {
        @Nullable Place before = taskByName.get(name);
        if (before != null) {
          level = Math.max(level, before.level + 1);
          start = Math.max(start, before.endNanos + task.delayNanos());
        }
      }
      return new Place(level, start);
    }
  }

  /** Where a task stands in its workflow. */
  private static final class Place {
    private final int level;
    private final long startNanos;
    private long endNanos;

    private Place(int level, long startNanos) {
      this.level = level;
      this.startNanos = startNanos;
      endNanos = startNanos;
    }
  }
}
