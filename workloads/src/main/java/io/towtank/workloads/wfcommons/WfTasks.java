package io.towtank.workloads.wfcommons;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.JsonFields;
import io.towtank.workloads.input.JsonLists;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.workflow.TaskRow;
import io.towtank.workloads.workflow.WorkflowFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one file. Up to version 1.4 a task stands in one place, and others call it by its
 * name; from 1.5 on its place in the graph and its run stand apart, and it is called by its id.
 */
final class WfTasks {
  static final String NO_RUN_TIME = "no run time";
  static final String NO_CORES = "no number of cores: one";
  static final String RUN_OF_NO_TASK = "a run of a task that the workflow does not have";

  private static final String JOBS = "workflow.jobs";
  private static final String TASKS = "workflow.tasks";
  private static final String SPECIFICATION = "workflow.specification.tasks";
  private static final String EXECUTION = "workflow.execution.tasks";
  private static final List<String> LISTS = List.of(JOBS, TASKS, SPECIFICATION, EXECUTION);
  private static final double CORES_MAX = CsvRow.CPU_MILLIS_MAX / 1000.0;
  private static final double BYTES_PER_KB = 1024;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Path file;
  private final TraceAccounts accounts;
  private final List<Task> tasks = new ArrayList<>();
  private final Map<String, Task> taskByName = new LinkedHashMap<>();
  private final Map<String, Run> runById = new LinkedHashMap<>();

  WfTasks(Path file, TraceAccounts accounts) {
    this.file = file;
    this.accounts = accounts;
  }

  List<TaskRow> read(String workflow, long submitNanos) {
    JsonLists.read(file, LISTS, this::take);
    if (tasks.isEmpty()) {
      throw new InputException(
          file + ": no tasks; expected a list workflow.specification.tasks, .tasks or .jobs");
    }
    for (Task task : tasks) {
      Run run = runById.remove(task.id);
      task.run = run == null ? task.run : run;
    }
    runById.forEach((id, run) -> accounts.drop(RUN_OF_NO_TASK));
    for (Task task : tasks) {
      task.children.forEach(child -> connect(task, taskByName.get(child)));
    }
    List<TaskRow> rows = new ArrayList<>();
    for (Task task : tasks) {
      Run run = task.run;
      if (run == null) {
        accounts.drop(NO_RUN_TIME);
      } else {
        accounts.use();
        rows.add(row(task, run, workflow, submitNanos));
      }
    }
    return rows;
  }

  private void take(String list, JsonFields item) {
    if (tasks.size() + runById.size() >= 2 * WorkflowFiles.TASKS_MAX) {
      throw new InputException(
          item.place() + ": more than " + WorkflowFiles.TASKS_MAX + " tasks in a workflow");
    }
    if (list.equals(EXECUTION)) {
      Run run = run(item);
      if (run != null) {
        runById.put(id(item), run);
      }
      return;
    }
    Task task = new Task(id(item), item);
    task.run = run(item);
    tasks.add(task);
    taskByName.putIfAbsent(task.id, task);
    taskByName.putIfAbsent(item.text("name"), task);
  }

  private static String id(JsonFields item) {
    String id = item.text("id");
    id = id.isEmpty() ? item.text("name") : id;
    if (id.isEmpty()) {
      throw item.error("id", "the task's id");
    }
    return id;
  }

  private static @Nullable Run run(JsonFields item) {
    String runtime = item.has("runtimeInSeconds") ? "runtimeInSeconds" : "runtime";
    if (!item.has(runtime)) {
      return null;
    }
    double memory =
        item.numberOr(
            BYTES_PER_KB * item.numberOr(0, "memory", CsvRow.MEMORY_BYTES_MAX / BYTES_PER_KB),
            "memoryInBytes",
            CsvRow.MEMORY_BYTES_MAX);
    return new Run(
        StrictMath.round(item.number(runtime, 0, CsvRow.SECONDS_MAX) * NANOS_PER_SECOND),
        item.numberOr(item.numberOr(0, "cores", CORES_MAX), "coreCount", CORES_MAX),
        memory);
  }

  private static void connect(Task parent, @Nullable Task child) {
    if (child != null) {
      child.parents.add(parent.id);
    }
  }

  private TaskRow row(Task task, Run run, String workflow, long submitNanos) {
    double cores = run.cores();
    if (cores == 0) {
      accounts.repair(NO_CORES);
      cores = 1;
    }
    PodSpec spec =
        PodSpec.builder()
            .requests(
                ResourceList.of(
                    StrictMath.round(1000 * cores), StrictMath.round(run.memoryBytes())))
            .build();
    Pod pod =
        Pod.builder(Names.of(workflow + "-", task.id), spec)
            .labels(task.labels)
            .owner(new OwnerReference("Job", workflow))
            .durationNanos(run.durationNanos())
            .build();
    Set<String> parents = new LinkedHashSet<>();
    for (String name : task.parents) {
      Task parent = taskByName.get(name);
      parents.add(parent == null ? name : parent.id);
    }
    return new TaskRow(workflow, submitNanos, task.id, pod, 1, new ArrayList<>(parents));
  }

  /** A task's run. */
  private record Run(long durationNanos, double cores, double memoryBytes) {}

  /** A task in the graph. */
  private static final class Task {
    private final String id;
    private final Set<String> parents;
    private final List<String> children;
    private final Labels labels;
    private @Nullable Run run;

    private Task(String id, JsonFields item) {
      this.id = id;
      parents = new LinkedHashSet<>(item.texts("parents"));
      children = item.texts("children");
      String category = item.text("category");
      String name = category.isEmpty() ? item.text("name") : category;
      labels = name.isEmpty() ? Labels.EMPTY : Labels.of("category", Names.of("", name));
    }
  }
}
