package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.JsonObjects;
import io.towtank.workloads.input.PodBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads instance events, which are in no order: all are read, sorted by time, and then followed.
 * With alloc sets as reservations, the instances of an alloc set are pods and what runs inside them
 * is left out; otherwise it is the other way round.
 */
final class InstanceEvents2019 implements ArrivalSource {
  static final String DEDICATED = "instance of a dedicated machine";
  static final String IN_ALLOC = "runs inside an alloc set that is a pod";
  static final String ALLOC_SET = "alloc set: not asked for";
  static final String NO_TYPE = "type of event not known";

  private static final int EVENTS_MAX = 20_000_000;
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

  private final boolean allocsAreReservations;
  private final TaskHistory history;
  private final TraceAccounts accounts;
  private final String position;
  private final Iterator<TaskEvent> events;

  InstanceEvents2019(
      List<Path> files,
      boolean allocsAreReservations,
      TaskHistory history,
      TraceAccounts accounts) {
    this.allocsAreReservations = allocsAreReservations;
    this.history = history;
    this.accounts = accounts;
    position = files.get(0).toString();
    boolean isCsv = files.get(0).toString().toLowerCase(Locale.ROOT).contains(".csv");
    List<TaskEvent> all = isCsv ? ofCsv(files) : ofJson(files);
    // Stable, so that events of one time stay in the order of the files.
    all.sort(Comparator.comparingLong(TaskEvent::micros));
    events = all.iterator();
  }

  @Override
  public @Nullable PodBatch next() {
    while (events.hasNext()) {
      PodBatch arrival = history.take(events.next(), 0);
      if (arrival != null) {
        return arrival;
      }
    }
    return history.remaining();
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public void close() {}

  private List<TaskEvent> ofJson(List<Path> files) {
    List<TaskEvent> all = new ArrayList<>();
    try (JsonObjects objects = new JsonObjects(files)) {
      for (JsonNode object = objects.next(); object != null; object = objects.next()) {
        add(all, EventRow.of(object, objects.position()));
      }
    }
    return all;
  }

  private List<TaskEvent> ofCsv(List<Path> files) {
    List<TaskEvent> all = new ArrayList<>();
    try (CsvTable table =
        CsvTable.open(files, CsvLayout.WITH_UNNAMED_COLUMNS, CsvTable::requireRows)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        add(all, EventRow.of(row::text, row.position()));
      }
    } catch (IOException e) {
      throw new InputException(position + ": the file can't be read", e);
    }
    return all;
  }

  private void add(List<TaskEvent> all, EventRow row) {
    TaskEvent event = event(row);
    if (event == null) {
      return;
    }
    if (all.size() == EVENTS_MAX) {
      throw new InputException(
          row.position()
              + ": more than "
              + EVENTS_MAX
              + " instance events; take fewer of the trace's files");
    }
    all.add(event);
  }

  private @Nullable TaskEvent event(EventRow row) {
    boolean isAlloc = row.integer(0, "collection_type") == ALLOC_SET_TYPE;
    if (row.integer(0, "machine_id") < 0) {
      accounts.drop(DEDICATED);
      return null;
    }
    if (isAlloc && !allocsAreReservations) {
      accounts.drop(ALLOC_SET);
      return null;
    }
    if (!isAlloc && allocsAreReservations && row.integer(0, "alloc_collection_id") > 0) {
      accounts.drop(IN_ALLOC);
      return null;
    }
    TaskEvent.Kind kind = kind(row);
    if (kind == null) {
      accounts.drop(NO_TYPE);
      return null;
    }
    return new TaskEvent(
        Math.max(0, row.integer(0, "time")),
        kind,
        row.integer(0, "collection_id"),
        row.integer(0, "instance_index"),
        new TaskEvent.Request(
            row.share("resource_request", "cpus"), row.share("resource_request", "memory")),
        (int) Math.min(PRIORITY_MAX, Math.max(0, row.integer(0, "priority"))),
        (int) Math.min(CLASS_MAX, Math.max(0, row.integer(0, "scheduling_class"))),
        false,
        kind == TaskEvent.Kind.SUBMIT ? constraints(row) : List.of());
  }

  private static TaskEvent.@Nullable Kind kind(EventRow row) {
    // A type that is left out is 0; a widely used extract has names in place of numbers.
    String name = row.text("event");
    boolean isNamed = row.text("type").isEmpty() && row.text("instance_events_type").isEmpty();
    int type =
        isNamed && NAMES.contains(name)
            ? NAMES.indexOf(name)
            : (int) Math.min(KINDS.length, row.integer(0, "type", "instance_events_type"));
    return type >= 0 && type < KINDS.length ? KINDS[type] : null;
  }

  private static List<NodeSelectorRequirement> constraints(EventRow row) {
    List<NodeSelectorRequirement> requirements = new ArrayList<>();
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

  private static NodeSelectorRequirement requirement(
      EventRow row, int code, String name, String value) {
    return switch (code) {
      case 0 ->
          Attributes.require(name, value.isEmpty() ? Operator.DOES_NOT_EXIST : Operator.IN, value);
      case 1 ->
          Attributes.require(name, value.isEmpty() ? Operator.EXISTS : Operator.NOT_IN, value);
      case 2 -> Attributes.require(name, Operator.LT, whole(row, value, 0));
      case 3 -> Attributes.require(name, Operator.GT, whole(row, value, 0));
      case 4 -> Attributes.require(name, Operator.LT, whole(row, value, 1));
      case 5 -> Attributes.require(name, Operator.GT, whole(row, value, -1));
      case 6 -> Attributes.require(name, Operator.EXISTS, "");
      case 7 -> Attributes.require(name, Operator.DOES_NOT_EXIST, "");
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
}
