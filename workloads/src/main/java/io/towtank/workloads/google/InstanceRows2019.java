package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.KeyedRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Rows of instance events, which are in no order, with the collection as their key and the time as
 * their turn. Rows of which nothing is made, whatever the options, say only why.
 *
 * @see InstanceFold2019
 */
final class InstanceRows2019 implements KeyedRows {
  /** Of a row: an instance of a job that is in no alloc set. */
  static final byte ALONE = 0;

  /** Of a row: an instance of an alloc set. */
  static final byte ALLOC_SET = 1;

  /** Of a row: an instance of a job that runs in an alloc set. */
  static final byte IN_ALLOC = 2;

  /** What an instance can be of. */
  static final int ORIGINS = 3;

  /** Of a row: an instance of a dedicated machine. */
  static final byte DEDICATED = 3;

  /** Of a row: no instance but a collection. */
  static final byte COLLECTION = 4;

  private static final int ALLOC_SET_TYPE = 1;
  private static final int CLASS_MAX = 3;
  private static final int PRIORITY_MAX = 1_000_000;
  private static final TaskEvent.Kind[] KINDS = {
    TaskEvent.Kind.SUBMIT,
    TaskEvent.Kind.WAIT,
    TaskEvent.Kind.WAIT,
    TaskEvent.Kind.SCHEDULE,
    TaskEvent.Kind.EVICT,
    TaskEvent.Kind.END,
    TaskEvent.Kind.END,
    TaskEvent.Kind.END,
    TaskEvent.Kind.END,
    TaskEvent.Kind.UPDATE_PENDING,
    TaskEvent.Kind.UPDATE_RUNNING
  };
  private static final List<String> NAMES =
      List.of(
          "SUBMIT",
          "QUEUE",
          "ENABLE",
          "SCHEDULE",
          "EVICT",
          "FAIL",
          "FINISH",
          "KILL",
          "LOST",
          "UPDATE_PENDING",
          "UPDATE_RUNNING");
  private static final List<String> RELATIONS =
      List.of(
          "EQUAL",
          "NOT_EQUAL",
          "LESS_THAN",
          "GREATER_THAN",
          "LESS_THAN_EQUAL",
          "GREATER_THAN_EQUAL",
          "PRESENT",
          "NOT_PRESENT");

  private static final byte[] END = new byte[0];

  private final EventTable2019 rows;
  private final long[] lastMicros = new long[ORIGINS];
  private long collection;
  private long micros;

  InstanceRows2019(TablePart part) {
    rows = new EventTable2019(part);
  }

  @Override
  public byte[] next() {
    EventRow row = rows.next();
    return row == null ? END : bytes(row);
  }

  @Override
  public long key() {
    return collection;
  }

  @Override
  public long turn() {
    return micros;
  }

  /** The last time of an event of what an instance can be of, of each. */
  @Override
  public byte[] note() {
    ByteBuffer note = ByteBuffer.allocate(ORIGINS * Long.BYTES);
    for (long last : lastMicros) {
      note.putLong(last);
    }
    return note.array();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private byte[] bytes(EventRow row) {
    collection = 0;
    micros = 0;
    if (row.integer(0, "machine_id") < 0) {
      return new byte[] {DEDICATED};
    }
    byte origin = origin(row);
    TaskEvent.Kind kind = kind(row);
    if (kind == null) {
      return new byte[] {origin};
    }
    TaskEvent event = event(row, kind);
    collection = event.job();
    micros = event.micros();
    if (micros < Long.MAX_VALUE) {
      lastMicros[origin] = Math.max(lastMicros[origin], micros);
    }
    List<Constraint> constraints = kind == TaskEvent.Kind.SUBMIT ? constraints(row) : List.of();
    return RowBytes.of(
        out -> {
          out.writeByte(origin);
          RowBytes.write(out, event);
          for (Constraint constraint : constraints) {
            out.writeByte(TaskRows2011.OPERATORS.indexOf(constraint.operator));
            RowBytes.write(out, constraint.name);
            RowBytes.write(out, constraint.value);
          }
        });
  }

  private static byte origin(EventRow row) {
    if (row.integer(0, "collection_type") == ALLOC_SET_TYPE) {
      return ALLOC_SET;
    }
    return row.integer(0, "alloc_collection_id") > 0 ? IN_ALLOC : ALONE;
  }

  private static TaskEvent event(EventRow row, TaskEvent.Kind kind) {
    return new TaskEvent(
        Math.max(0, row.integer(0, "time")),
        kind,
        row.integer(0, "collection_id"),
        row.integer(0, "instance_index"),
        new TaskEvent.Terms(
            new TaskEvent.Request(
                row.share("resource_request", "cpus"), row.share("resource_request", "memory")),
            (int) Math.min(PRIORITY_MAX, Math.max(0, row.integer(0, "priority"))),
            (int) Math.min(CLASS_MAX, Math.max(0, row.integer(0, "scheduling_class"))),
            TaskEvent.Ties.NONE),
        List.of());
  }

  static TaskEvent.@Nullable Kind kind(EventRow row) {
    // A type that is left out is 0; a widely used extract has names in place of numbers.
    String name = row.text("event");
    boolean isNamed = row.text("type").isEmpty() && row.text("instance_events_type").isEmpty();
    int type =
        isNamed && NAMES.contains(name)
            ? NAMES.indexOf(name)
            : (int) Math.min(KINDS.length, row.integer(0, "type", "instance_events_type"));
    return type >= 0 && type < KINDS.length ? KINDS[type] : null;
  }

  private static List<Constraint> constraints(EventRow row) {
    List<Constraint> requirements = new ArrayList<>();
    for (JsonNode constraint : row.list("constraint")) {
      String relation = EventRow.text(constraint.get("relation"));
      int code = RELATIONS.indexOf(relation);
      if (code < 0) {
        code = "01234567".indexOf(relation.isEmpty() ? "0" : relation);
      }
      String name = EventRow.text(constraint.get("name"));
      String value = EventRow.text(constraint.get("value"));
      requirements.add(requirement(row, code, name, value));
    }
    return requirements;
  }

  private static Constraint requirement(EventRow row, int code, String name, String value) {
    return switch (code) {
      case 0 ->
          new Constraint(name, value.isEmpty() ? Operator.DOES_NOT_EXIST : Operator.IN, value);
      case 1 -> new Constraint(name, value.isEmpty() ? Operator.EXISTS : Operator.NOT_IN, value);
      case 2 -> new Constraint(name, Operator.LT, whole(row, value, 0));
      case 3 -> new Constraint(name, Operator.GT, whole(row, value, 0));
      case 4 -> new Constraint(name, Operator.LT, whole(row, value, 1));
      case 5 -> new Constraint(name, Operator.GT, whole(row, value, -1));
      case 6 -> new Constraint(name, Operator.EXISTS, "");
      case 7 -> new Constraint(name, Operator.DOES_NOT_EXIST, "");
      default -> throw row.problem("constraint.relation", name, "a number from 0 to 7");
    };
  }

  /** The bound of a strict comparison of whole numbers. */
  private static String whole(EventRow row, String value, int more) {
    try {
      return Long.toString(Math.addExact(Long.parseLong(value), more));
    } catch (NumberFormatException | ArithmeticException e) {
      throw row.problem("constraint.value", value, "a whole number");
    }
  }

  private record Constraint(String name, Operator operator, String value) {}
}
