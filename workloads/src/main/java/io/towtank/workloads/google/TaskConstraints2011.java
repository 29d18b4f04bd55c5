package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Constraints in order of time, read as far as the tasks' events have come. A task's constraints
 * have the time of its submission; those of tasks whose submission never comes are forgotten when
 * there are too many.
 */
final class TaskConstraints2011 implements Closeable {
  static final CsvLayout LAYOUT =
      CsvLayout.headerless("time", "job", "index", "operator", "attribute", "value");
  static final int ATTRIBUTE = 4;
  static final int VALUE = 5;

  private static final int HELD_MAX = 5_000_000;

  private final @Nullable CsvTable table;
  private final Map<Task, List<NodeSelectorRequirement>> byTask = new HashMap<>();
  private boolean hasRow;
  private @Nullable CsvRow row;

  TaskConstraints2011(List<Path> files) {
    table = files.isEmpty() ? null : CsvTable.open(files, LAYOUT, CsvTable::requireRows);
  }

  /** Constraints of a task that is submitted at this time. */
  List<NodeSelectorRequirement> of(long micros, long job, long index) {
    readUntil(micros);
    List<NodeSelectorRequirement> constraints = byTask.remove(new Task(job, index));
    return constraints == null ? List.of() : constraints;
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.close();
    }
  }

  private void readUntil(long micros) {
    if (table == null) {
      return;
    }
    if (!hasRow) {
      row = table.next();
      hasRow = true;
    }
    for (CsvRow next = row; next != null; next = table.next()) {
      row = next;
      if (micros(next) > micros) {
        return;
      }
      if (byTask.size() == HELD_MAX) {
        byTask.clear();
      }
      byTask
          .computeIfAbsent(task(next), unused -> new ArrayList<>(2))
          .add(Attributes.require(next.text(ATTRIBUTE), operator(next), next.text(VALUE)));
    }
    row = null;
  }

  /** When a row's constraint is set. */
  static long micros(CsvRow row) {
    return row.integer(0, 0, Long.MAX_VALUE);
  }

  /** Whose constraint a row has. */
  static Task task(CsvRow row) {
    return new Task(row.integer(1, 0, Long.MAX_VALUE), row.integer(2, 0, Long.MAX_VALUE));
  }

  /** Source: the trace's format document, "Task constraints". */
  static Operator operator(CsvRow row) {
    String value = row.text(VALUE);
    Operator operator =
        switch (row.text(3)) {
          case "0" -> value.isEmpty() ? Operator.DOES_NOT_EXIST : Operator.IN;
          case "1" -> value.isEmpty() ? Operator.EXISTS : Operator.NOT_IN;
          case "2" -> Operator.LT;
          case "3" -> Operator.GT;
          default -> throw row.error("operator", "a number from 0 to 3");
        };
    if (operator == Operator.LT || operator == Operator.GT) {
      row.integer(VALUE, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return operator;
  }

  /** A task of a job. */
  record Task(long job, long index) {}
}
