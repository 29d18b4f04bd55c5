package io.towtank.workloads.workflow;

import io.towtank.model.Pod;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.PodBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one workflow, each after its predecessors.
 *
 * <p>Predecessors that the workflow does not have are ignored, and so are those with which tasks
 * would wait for each other; both are counted as repairs. Of two tasks of one name the second is
 * called after its place in the trace.
 */
public final class Workflow {
  static final String NO_SUCH_TASK = "a predecessor is not in the workflow: ignored";
  static final String CYCLE = "tasks would wait for each other: a dependency is ignored";
  static final String NAME_TWICE = "two tasks of a workflow have one name: the second is renamed";

  private final String name;
  private final long submitNanos;
  private final List<TaskRow> tasks;
  private final TraceAccounts accounts;

  /** Null where no task waits for one that stands behind it. */
  private @Nullable DirectedAcyclicGraph<Integer, DefaultEdge> graph;

  /** Names of the tasks that each waits for. */
  private final List<List<String>> predecessors;

  private boolean hasEdges;

  /**
   * A workflow of these rows.
   *
   * @param rows all of one workflow, at least one; the earliest submission is that of the whole
   * @param accounts where repairs are counted
   */
  public Workflow(List<TaskRow> rows, TraceAccounts accounts) {
    this.accounts = accounts;
    name = rows.get(0).workflow();
    tasks = new ArrayList<>(rows);
    predecessors = new ArrayList<>(rows.size());
    TaskNumbers numbers = new TaskNumbers(rows.size());
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < tasks.size(); i++) {
      TaskRow row = tasks.get(i);
      earliest = Math.min(earliest, row.submitNanos());
      if (!numbers.addIfNew(row.name())) {
        accounts.repair(NAME_TWICE);
        TaskRow renamed = renamed(row, row.name() + "-row-" + i);
        tasks.set(i, renamed);
        numbers.add(renamed.name());
      }
    }
    submitNanos = earliest;
    if (!isInOrder(numbers)) {
      graph = connected(numbers);
      for (int i = 0; i < tasks.size(); i++) {
        predecessors.add(inGraph(graph, i));
      }
    }
  }

  /**
   * Finds the predecessors where each stands before the task, as most traces have them; false if
   * one does not. A graph would leave such tasks in their order too.
   */
  private boolean isInOrder(TaskNumbers numbers) {
    int missing = 0;
    for (int i = 0; i < tasks.size(); i++) {
      List<String> names = tasks.get(i).predecessors();
      if (names.isEmpty()) {
        predecessors.add(names);
        continue;
      }
      int latest = -1;
      boolean isAsTold = true;
      for (String predecessor : names) {
        int number = numbers.of(predecessor);
        if (number >= i) {
          predecessors.clear();
          hasEdges = false;
          return false;
        }
        missing += number < 0 ? 1 : 0;
        isAsTold &= number > latest;
        hasEdges |= number >= 0;
        latest = number;
      }
      predecessors.add(isAsTold ? names : inOrder(names, numbers));
    }
    for (int i = 0; i < missing; i++) {
      accounts.repair(NO_SUCH_TASK);
    }
    return true;
  }

  private List<String> inOrder(List<String> names, TaskNumbers numbers) {
    int[] places = new int[names.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = numbers.of(names.get(i));
    }
    Arrays.sort(places);
    List<String> found = new ArrayList<>(places.length);
    int before = -1;
    for (int place : places) {
      if (place > before) {
        found.add(tasks.get(place).name());
        before = place;
      }
    }
    return List.copyOf(found);
  }

  private DirectedAcyclicGraph<Integer, DefaultEdge> connected(TaskNumbers numbers) {
    DirectedAcyclicGraph<Integer, DefaultEdge> all = new DirectedAcyclicGraph<>(DefaultEdge.class);
    for (int i = 0; i < tasks.size(); i++) {
      all.addVertex(i);
    }
    for (int i = 0; i < tasks.size(); i++) {
      for (String predecessor : tasks.get(i).predecessors()) {
        connect(all, numbers.of(predecessor), i);
      }
    }
    hasEdges = !all.edgeSet().isEmpty();
    return all;
  }

  private void connect(DirectedAcyclicGraph<Integer, DefaultEdge> all, int from, int to) {
    if (from < 0) {
      accounts.repair(NO_SUCH_TASK);
      return;
    }
    try {
      all.addEdge(from, to);
    } catch (IllegalArgumentException e) {
      accounts.repair(CYCLE);
    }
  }

  private List<String> inGraph(DirectedAcyclicGraph<Integer, DefaultEdge> all, int number) {
    return all.incomingEdgesOf(number).stream()
        .map(all::getEdgeSource)
        .sorted(Comparator.naturalOrder())
        .map(from -> tasks.get(from).name())
        .toList();
  }

  private static TaskRow renamed(TaskRow row, String name) {
    Pod pod =
        row.pod().toBuilder().name(row.pod().name() + name.substring(row.name().length())).build();
    return new TaskRow(
        row.workflow(),
        row.submitNanos(),
        name,
        pod,
        row.pods(),
        row.predecessors(),
        row.delayNanos());
  }

  /**
   * The tasks' pods, all arriving when the workflow is submitted, each task after those it needs.
   */
  public List<PodBatch> batches() {
    List<PodBatch> batches = new ArrayList<>(tasks.size());
    if (graph == null) {
      for (int i = 0; i < tasks.size(); i++) {
        batches.add(batch(i));
      }
    } else {
      for (int number : graph) {
        batches.add(batch(number));
      }
    }
    return batches;
  }

  private PodBatch batch(int number) {
    TaskRow task = tasks.get(number);
    List<String> before = predecessors.get(number);
    WorkflowTask node =
        hasEdges
            ? new WorkflowTask(
                name, task.name(), task.pods(), before, before.isEmpty() ? 0 : task.delayNanos())
            : null;
    return new PodBatch(submitNanos, task.pod(), task.pods(), node);
  }
}
