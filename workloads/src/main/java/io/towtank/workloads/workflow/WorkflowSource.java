package io.towtank.workloads.workflow;

import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pods of a table with a row for each task of a workflow. The rows of a workflow stand together; a
 * workflow has a million tasks at most.
 */
public final class WorkflowSource implements ArrivalSource {
  private static final int TASKS_MAX = 1_000_000;

  private final Rows rows;
  private final Reader reader;
  private final TraceAccounts accounts;
  private final int timeColumn;
  private Iterator<PodBatch> batches = Collections.emptyIterator();
  private @Nullable TaskRow ahead;
  private @Nullable Path file;
  private long line;

  /** What a format has to say of a row. */
  @FunctionalInterface
  public interface Reader {
    /**
     * The row's task.
     *
     * @return null if it makes none, which the reader has counted as dropped
     */
    @Nullable TaskRow read(CsvRow row);
  }

  /**
   * A source over rows that nobody else reads.
   *
   * @param accounts where rows that make tasks are counted as used
   * @param timeColumn number of the column that says when a row's task was submitted, in seconds;
   *     -1 if there is none
   */
  public WorkflowSource(Rows rows, Reader reader, TraceAccounts accounts, int timeColumn) {
    this.timeColumn = timeColumn;
    this.rows = rows;
    this.reader = reader;
    this.accounts = accounts;
  }

  @Override
  public @Nullable PodBatch next() {
    while (!batches.hasNext()) {
      List<TaskRow> tasks = nextWorkflow();
      if (tasks.isEmpty()) {
        return null;
      }
      batches = new Workflow(tasks, accounts).batches().iterator();
    }
    return batches.next();
  }

  @Override
  public long nextTime() {
    if (timeColumn < 0) {
      return UNTOLD;
    }
    CsvRow row = rows.nextUpTo(timeColumn);
    return row == null ? END : row.timeIfPlain(timeColumn);
  }

  @Override
  public String position() {
    return file == null ? "" : file + ":" + line;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private List<TaskRow> nextWorkflow() {
    List<TaskRow> tasks = new ArrayList<>();
    TaskRow task = ahead == null ? read() : ahead;
    ahead = null;
    while (task != null) {
      if (!tasks.isEmpty() && !task.workflow().equals(tasks.get(0).workflow())) {
        ahead = task;
        return tasks;
      }
      if (tasks.size() == TASKS_MAX) {
        throw new InputException(position() + ": more than " + TASKS_MAX + " tasks in a workflow");
      }
      tasks.add(task);
      task = read();
    }
    return tasks;
  }

  private @Nullable TaskRow read() {
    for (CsvRow row = rows.next(); row != null; row = rows.next()) {
      TaskRow task = reader.read(row);
      if (task != null) {
        accounts.use();
        file = rows.file();
        line = row.line();
        return task;
      }
    }
    return null;
  }
}
