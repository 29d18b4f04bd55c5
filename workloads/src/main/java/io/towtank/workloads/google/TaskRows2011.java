package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.KeyedRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Rows of task events, or of task constraints, with the job as their key. With each row goes how
 * far reading had come: the latest time of a row so far in its part.
 *
 * @see TaskFold2011
 */
final class TaskRows2011 implements KeyedRows {
  static final byte CONSTRAINT = 0;
  static final byte EVENT = 1;

  static final List<Operator> OPERATORS = List.of(Operator.values());

  private static final byte[] END = new byte[0];

  private final CsvTable table;
  private final boolean isConstraints;
  private final RowCache<TaskEvent.Terms> terms = TaskEvents2011.terms();
  private long job;
  private long reachedMicros = Long.MIN_VALUE;
  private long lastMicros;

  TaskRows2011(TablePart part) {
    isConstraints = part.table().equals(Google2011Format.TASK_CONSTRAINTS);
    table =
        CsvTable.open(
            part,
            isConstraints ? TaskConstraints2011.LAYOUT : TaskEvents2011.LAYOUT,
            CsvTable::requireRows);
  }

  @Override
  public byte[] next() {
    CsvRow row = table.next();
    if (row == null) {
      return END;
    }
    return isConstraints ? constraint(row) : event(row);
  }

  @Override
  public long key() {
    return job;
  }

  /** How far reading has come in the part's table, and the last time of an event. */
  @Override
  public byte[] note() {
    return ByteBuffer.allocate(1 + 2 * Long.BYTES)
        .put(isConstraints ? CONSTRAINT : EVENT)
        .putLong(reachedMicros)
        .putLong(lastMicros)
        .array();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  private byte[] constraint(CsvRow row) {
    reachedMicros = Math.max(reachedMicros, TaskConstraints2011.micros(row));
    TaskConstraints2011.Task task = TaskConstraints2011.task(row);
    job = task.job();
    Operator operator = TaskConstraints2011.operator(row);
    return RowBytes.of(
        out -> {
          out.writeByte(CONSTRAINT);
          out.writeLong(reachedMicros);
          out.writeLong(task.job());
          out.writeLong(task.index());
          out.writeByte(OPERATORS.indexOf(operator));
          RowBytes.write(out, row.text(TaskConstraints2011.ATTRIBUTE));
          RowBytes.write(out, row.text(TaskConstraints2011.VALUE));
        });
  }

  private byte[] event(CsvRow row) {
    TaskEvent event = TaskEvents2011.event(row, terms, null);
    job = event.job();
    if (event.kind() == TaskEvent.Kind.SUBMIT) {
      reachedMicros = Math.max(reachedMicros, event.micros());
    }
    if (event.micros() < Long.MAX_VALUE) {
      lastMicros = Math.max(lastMicros, event.micros());
    }
    return RowBytes.of(
        out -> {
          out.writeByte(EVENT);
          out.writeLong(reachedMicros);
          RowBytes.write(out, event);
        });
  }

  /** What a part has noted. */
  record Note(boolean isConstraints, long reachedMicros, long lastMicros) {
    static Note of(byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Note(buffer.get() == CONSTRAINT, buffer.getLong(), buffer.getLong());
    }
  }
}
