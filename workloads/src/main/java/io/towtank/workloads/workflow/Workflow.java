package io.towtank.workloads.workflow;

import io.towtank.model.Pod;
import io.towtank.model.WorkflowTask;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.PodBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
  private final List<TaskRow> tasks = new ArrayList<>();
  private final DirectedAcyclicGraph<Integer, DefaultEdge> graph;

  /**
   * A workflow of these rows.
   *
   * @param rows all of one workflow, at least one; the earliest submission is that of the whole
   * @param accounts where repairs are counted
   */
  public Workflow(List<TaskRow> rows, TraceAccounts accounts) {
    name = rows.get(0).workflow();
    submitNanos = rows.stream().mapToLong(TaskRow::submitNanos).min().orElseThrow();
    graph = new DirectedAcyclicGraph<>(DefaultEdge.class);
    Map<String, Integer> numberByName = new HashMap<>();
    for (TaskRow row : rows) {
      int number = tasks.size();
      TaskRow task = row;
      if (numberByName.putIfAbsent(row.name(), number) != null) {
        accounts.repair(NAME_TWICE);
        task = renamed(row, row.name() + "-row-" + number);
        numberByName.put(task.name(), number);
      }
      tasks.add(task);
      graph.addVertex(number);
    }
    for (int i = 0; i < tasks.size(); i++) {
      for (String predecessor : tasks.get(i).predecessors()) {
        connect(numberByName.get(predecessor), i, accounts);
      }
    }
  }

  private void connect(@Nullable Integer from, int to, TraceAccounts accounts) {
    if (from == null) {
      accounts.repair(NO_SUCH_TASK);
      return;
    }
    try {
      graph.addEdge(from, to);
    } catch (IllegalArgumentException e) {
      accounts.repair(CYCLE);
    }
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
    List<PodBatch> batches = new ArrayList<>();
    for (int number : order()) {
      TaskRow task = tasks.get(number);
      List<String> before = new ArrayList<>();
      predecessors(number).forEach(from -> before.add(tasks.get(from).name()));
      WorkflowTask node =
          graph.edgeSet().isEmpty()
              ? null
              : new WorkflowTask(
                  name, task.name(), task.pods(), before, before.isEmpty() ? 0 : task.delayNanos());
      batches.add(new PodBatch(submitNanos, task.pod(), task.pods(), node));
    }
    return batches;
  }

  private List<Integer> order() {
    List<Integer> order = new ArrayList<>();
    for (Iterator<Integer> numbers = graph.iterator(); numbers.hasNext(); ) {
      order.add(numbers.next());
    }
    return order;
  }

  private List<Integer> predecessors(int number) {
    return graph.incomingEdgesOf(number).stream()
        .map(graph::getEdgeSource)
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
