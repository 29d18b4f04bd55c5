package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.KeyedRows;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  static final List<TaskEvent.Kind> KINDS = List.of(TaskEvent.Kind.values());
  static final List<Operator> OPERATORS = List.of(Operator.values());

  private static final byte[] END = new byte[0];

  private final CsvTable table;
  private final boolean isConstraints;
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
    return bytes(
        out -> {
          out.writeByte(CONSTRAINT);
          out.writeLong(reachedMicros);
          out.writeLong(task.job());
          out.writeLong(task.index());
          out.writeByte(OPERATORS.indexOf(operator));
          write(out, row.text(TaskConstraints2011.ATTRIBUTE));
          write(out, row.text(TaskConstraints2011.VALUE));
        });
  }

  private byte[] event(CsvRow row) {
    TaskEvent event = TaskEvents2011.event(row, null);
    job = event.job();
    if (event.kind() == TaskEvent.Kind.SUBMIT) {
      reachedMicros = Math.max(reachedMicros, event.micros());
    }
    if (event.micros() < Long.MAX_VALUE) {
      lastMicros = Math.max(lastMicros, event.micros());
    }
    return bytes(
        out -> {
          out.writeByte(EVENT);
          out.writeLong(reachedMicros);
          out.writeLong(event.micros());
          out.writeByte(KINDS.indexOf(event.kind()));
          out.writeLong(event.job());
          out.writeLong(event.index());
          out.writeDouble(event.request().cpus());
          out.writeDouble(event.request().memory());
          out.writeInt(event.priority());
          out.writeInt(event.schedulingClass());
          out.writeBoolean(event.apart());
        });
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** What a part has noted. */
  record Note(boolean isConstraints, long reachedMicros, long lastMicros) {
    static Note of(byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Note(buffer.get() == CONSTRAINT, buffer.getLong(), buffer.getLong());
    }
  }

  /** A text of a row. */
  static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
