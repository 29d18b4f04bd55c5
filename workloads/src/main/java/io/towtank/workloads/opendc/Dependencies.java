package io.towtank.workloads.opendc;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.Rows;
import io.towtank.workloads.input.TraceFile;
import io.towtank.workloads.workflow.TaskRow;
import io.towtank.workloads.workflow.Workflow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for others. Workflows have no names: tasks that depend on each other, directly or
 * not, are one. All tasks are in memory, a million at most.
 */
final class Dependencies implements ArrivalSource {
  static final String PARENTS = "parents";
  static final String CHILDREN = "children";

  private static final int TASKS_MAX = 1_000_000;
  private static final int NAMES_MAX = 100_000;

  private final Rows rows;
  private final List<Task> tasks = new ArrayList<>();
  private final Map<String, Task> taskById = new HashMap<>();
  private final Deque<PodBatch> batches = new ArrayDeque<>();
  private final TraceAccounts accounts;
  private int begun;

  private Dependencies(Rows rows, TraceAccounts accounts) {
    this.rows = rows;
    this.accounts = accounts;
  }

  /** Whether a task has any. */
  static boolean has(CsvRow row) {
    return !names(row, PARENTS).isEmpty() || !names(row, CHILDREN).isEmpty();
  }

  static ArrivalSource source(Rows rows, RowSource.Reader reader, TraceAccounts accounts) {
    Dependencies dependencies = new Dependencies(rows, accounts);
    try (rows) {
      dependencies.readAll(reader);
    } catch (IOException e) {
      throw new InputException(rows.file() + ": " + TraceFile.reason(rows.file(), e), e);
    }
    return dependencies;
  }

  @Override
  public @Nullable PodArrival next() {
    while (batches.isEmpty()) {
      if (begun == tasks.size()) {
        return null;
      }
      Task first = tasks.get(begun++);
      if (!first.isTaken) {
        begin(first);
      }
    }
    return batches.remove().arrival(0);
  }

  @Override
  public String position() {
    return rows.file().toString();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private void readAll(RowSource.Reader reader) {
    Map<String, List<String>> childrenById = new LinkedHashMap<>();
    for (CsvRow row = rows.next(); row != null; row = rows.next()) {
      PodBatch batch = reader.read(row);
      if (batch == null) {
        continue;
      }
      if (tasks.size() == TASKS_MAX) {
        throw row.error("more than " + TASKS_MAX + " tasks, of which some wait for others");
      }
      accounts.use();
      String id = row.text("id");
      Task task = new Task(id, batch);
      task.parents.addAll(names(row, PARENTS));
      tasks.add(task);
      taskById.putIfAbsent(id, task);
      List<String> children = names(row, CHILDREN);
      if (!children.isEmpty()) {
        childrenById.put(id, children);
      }
    }
    childrenById.forEach((id, children) -> children.forEach(child -> connect(id, child)));
    for (Task task : tasks) {
      for (String parent : task.parents) {
        Task other = taskById.get(parent);
        if (other != null) {
          task.neighbours.add(other);
          other.neighbours.add(task);
        }
      }
    }
  }

  private void connect(String parent, String child) {
    Task task = taskById.get(child);
    if (task != null) {
      task.parents.add(parent);
    }
  }

  /** Gathers the tasks that are connected with one, in order of the file. */
  private void begin(Task first) {
    Deque<Task> open = new ArrayDeque<>();
    List<TaskRow> found = new ArrayList<>();
    String workflow = "workflow-" + first.batch.pod().name();
    first.isTaken = true;
    open.add(first);
    while (!open.isEmpty()) {
      Task task = open.remove();
      boolean isAlone = task == first && task.neighbours.isEmpty();
      found.add(task.row(isAlone ? first.batch.pod().name() : workflow));
      for (Task neighbour : task.neighbours) {
        if (!neighbour.isTaken) {
          neighbour.isTaken = true;
          open.add(neighbour);
        }
      }
    }
    batches.addAll(new Workflow(found, accounts).batches());
  }

  private static List<String> names(CsvRow row, String column) {
    if (row.isEmpty(column)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String name : row.text(column).split("[\\s,;|\\[\\]{}\"]+", NAMES_MAX)) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static final class Task {
    private final String id;
    private final PodBatch batch;
    private final Set<String> parents = new LinkedHashSet<>();
    private final List<Task> neighbours = new ArrayList<>();
    private boolean isTaken;

    private Task(String id, PodBatch batch) {
      this.id = id;
      this.batch = batch;
    }

    private TaskRow row(String workflow) {
      Pod pod = batch.pod().toBuilder().owner(new OwnerReference("Job", workflow)).build();
      return new TaskRow(workflow, batch.timeNanos(), id, pod, 1, new ArrayList<>(parents));
    }
  }
}
