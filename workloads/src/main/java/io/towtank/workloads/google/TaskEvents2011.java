package io.towtank.workloads.google;

import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads task events, which are in order of time, with the constraints of the same time. */
final class TaskEvents2011 implements ArrivalSource {
  static final CsvLayout LAYOUT =
      CsvLayout.headerless(
          "time",
          "missing_info",
          "job",
          "index",
          "machine",
          "event_type",
          "user",
          "scheduling_class",
          "priority",
          "cpu_request",
          "memory_request",
          "disk_request",
          "different_machines");
  private static final int TIME = 0;
  private static final int JOB = 2;
  private static final int INDEX = 3;
  private static final int EVENT = 5;
  private static final int SCHEDULING_CLASS = 7;
  private static final int PRIORITY = 8;
  private static final int CPU = 9;
  private static final int MEMORY = 10;
  private static final int DISK = 11;
  private static final int APART = 12;
  private static final int PRIORITY_MAX = 11;
  private static final int CLASS_MAX = 3;
  private static final TaskEvent.Kind[] KINDS = {
    TaskEvent.Kind.SUBMIT,
    TaskEvent.Kind.SCHEDULE,
    TaskEvent.Kind.EVICT,
    TaskEvent.Kind.END,
    TaskEvent.Kind.END,
    TaskEvent.Kind.END,
    TaskEvent.Kind.END,
    TaskEvent.Kind.UPDATE_PENDING,
    TaskEvent.Kind.UPDATE_RUNNING
  };

  private final CsvTable table;
  private final TaskConstraints2011 constraints;
  private final TaskHistory history;
  private final RowCache<TaskEvent.Terms> terms = terms();
  private @Nullable CsvRow last;

  TaskEvents2011(List<Path> events, List<Path> constraints, TaskHistory history) {
    table = CsvTable.open(events, LAYOUT, CsvTable::requireRows);
    this.constraints = new TaskConstraints2011(constraints);
    this.history = history;
  }

  @Override
  public @Nullable PodBatch next() {
    for (CsvRow row = table.next(); row != null; row = table.next()) {
      last = row;
      PodBatch arrival = history.take(event(row, terms, constraints), 0);
      if (arrival != null) {
        return arrival;
      }
    }
    return history.remaining();
  }

  @Override
  public String position() {
    return last == null ? "" : last.position();
  }

  @Override
  public void close() throws IOException {
    try (constraints) {
      table.close();
    }
  }

  /** Keeps what rows say of their tasks' terms. */
  static RowCache<TaskEvent.Terms> terms() {
    // That of the disk between them makes it one piece of text.
    return new RowCache<>(
        new int[] {SCHEDULING_CLASS, PRIORITY, CPU, MEMORY, DISK, APART}, TaskEvents2011::terms);
  }

  /**
   * What a row says.
   *
   * @param terms from {@link #terms()}
   * @param constraints those of tasks that are submitted; null for none
   */
  static TaskEvent event(
      CsvRow row, RowCache<TaskEvent.Terms> terms, @Nullable TaskConstraints2011 constraints) {
    long micros = row.integer(TIME, 0, Long.MAX_VALUE);
    long job = row.integer(JOB, 0, Long.MAX_VALUE);
    long index = row.integer(INDEX, 0, Long.MAX_VALUE);
    TaskEvent.Kind kind = KINDS[(int) row.integer(EVENT, 0, KINDS.length - 1)];
    return new TaskEvent(
        micros,
        kind,
        job,
        index,
        terms.get(row),
        constraints != null && kind == TaskEvent.Kind.SUBMIT
            ? constraints.of(micros, job, index)
            : List.of());
  }

  private static TaskEvent.Terms terms(CsvRow row) {
    return new TaskEvent.Terms(
        new TaskEvent.Request(share(row, CPU), share(row, MEMORY)),
        row.isEmpty(PRIORITY) ? 0 : (int) row.integer(PRIORITY, 0, PRIORITY_MAX + 1),
        row.isEmpty(SCHEDULING_CLASS) ? 0 : (int) row.integer(SCHEDULING_CLASS, 0, CLASS_MAX),
        !row.isEmpty(APART) && row.integer(APART, 0, 1) == 1
            ? TaskEvent.Ties.APART_BY_MACHINE
            : TaskEvent.Ties.NONE);
  }

  private static double share(CsvRow row, int column) {
    return row.isEmpty(column) ? -1 : row.number(column, 0, 1);
  }
}
