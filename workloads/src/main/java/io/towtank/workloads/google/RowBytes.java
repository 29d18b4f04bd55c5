package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of both traces as bytes. */
final class RowBytes {
  static final List<TaskEvent.Kind> KINDS = List.of(TaskEvent.Kind.values());

  private static final int BYTES_INITIAL = 80;

  private RowBytes() {}

  /** Writes a row. */
  @FunctionalInterface
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  static byte[] of(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_INITIAL);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes an event without its constraints, and of its ties those by machine. */
  static void write(DataOutputStream out, TaskEvent event) throws IOException {
    out.writeLong(event.micros());
    out.writeByte(KINDS.indexOf(event.kind()));
    out.writeLong(event.job());
    out.writeLong(event.index());
    out.writeDouble(event.terms().request().cpus());
    out.writeDouble(event.terms().request().memory());
    out.writeInt(event.terms().priority());
    out.writeInt(event.terms().schedulingClass());
    out.writeBoolean(event.terms().ties().apartByMachine());
  }

  /** The event that was written. */
  static TaskEvent event(ByteBuffer bytes) {
    return new TaskEvent(
        bytes.getLong(),
        KINDS.get(bytes.get()),
        bytes.getLong(),
        bytes.getLong(),
        new TaskEvent.Terms(
            new TaskEvent.Request(bytes.getDouble(), bytes.getDouble()),
            bytes.getInt(),
            bytes.getInt(),
            bytes.get() != 0 ? TaskEvent.Ties.APART_BY_MACHINE : TaskEvent.Ties.NONE),
        List.<NodeSelectorRequirement>of());
  }

  static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** The text that was written. */
  static String text(ByteBuffer bytes) {
    byte[] text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
