package io.towtank.workloads.google;

import io.towtank.fault.MachineEvent;
import io.towtank.model.Labels;
import io.towtank.text.InputException;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.failures.MachineRow;
import io.towtank.workloads.failures.MachineTraceBuilder;
import io.towtank.workloads.failures.MachineTraceOptions;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads machine events, and the attributes that machines have when they are first heard of as
 * labels; later changes of attributes are counted and passed over.
 */
final class Machines2011 {
  static final String AFTER_THE_END = "after the trace's end";
  static final String LATER_CHANGE = "later change of a machine's attribute: not replayed";

  private static final CsvLayout EVENTS =
      CsvLayout.headerless("time", "machine", "event_type", "platform", "cpus", "memory");
  private static final CsvLayout ATTRIBUTES =
      CsvLayout.headerless("time", "machine", "attribute", "value", "deleted");
  private static final int ROWS_MAX = 20_000_000;
  private static final MachineEvent.Kind[] KINDS = {
    MachineEvent.Kind.ADD, MachineEvent.Kind.REMOVE, MachineEvent.Kind.UPDATE
  };

  private Machines2011() {}

  static MachineTrace read(
      Path path,
      List<Path> eventFiles,
      List<Path> attributeFiles,
      MachineTraceOptions options,
      TraceAccounts accounts) {
    Map<Long, Labels> labels = labels(attributeFiles, accounts);
    List<MachineRow> rows = new ArrayList<>();
    try (CsvTable table = CsvTable.open(eventFiles, EVENTS, CsvTable::requireRows)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        long micros = row.integer(0, 0, Long.MAX_VALUE);
        if (micros == Long.MAX_VALUE) {
          accounts.drop(AFTER_THE_END);
          continue;
        }
        if (rows.size() == ROWS_MAX) {
          throw row.error("more than " + ROWS_MAX + " machine events");
        }
        rows.add(
            new MachineRow(
                row.line(),
                micros,
                row.integer(1, 0, Long.MAX_VALUE),
                KINDS[(int) row.integer(2, 0, KINDS.length - 1)],
                "",
                row.text(3),
                share(row, 4),
                share(row, 5)));
      }
    } catch (IOException e) {
      throw new InputException(path + ": the machine events can't be read", e);
    }
    return new MachineTraceBuilder(path, options, accounts)
        .withLabels(machine -> labels.getOrDefault(machine, Labels.EMPTY))
        .build(rows);
  }

  private static Map<Long, Labels> labels(List<Path> files, TraceAccounts accounts) {
    Map<Long, TreeMap<String, String>> byMachine = new HashMap<>();
    Map<Long, Labels> labels = new HashMap<>();
    if (files.isEmpty()) {
      return labels;
    }
    try (CsvTable table = CsvTable.open(files, ATTRIBUTES, CsvTable::requireRows)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        boolean isFirst =
            (row.isEmpty(4) || row.integer(4, 0, 1) == 0)
                && byMachine
                        .computeIfAbsent(
                            row.integer(1, 0, Long.MAX_VALUE), unused -> new TreeMap<>())
                        .putIfAbsent(Attributes.key(row.text(2)), Attributes.value(row.text(3)))
                    == null;
        if (isFirst) {
          accounts.use();
        } else {
          accounts.drop(LATER_CHANGE);
        }
      }
    } catch (IOException e) {
      throw new InputException(files.get(0) + ": the machine attributes can't be read", e);
    }
    byMachine.forEach((machine, values) -> labels.put(machine, Labels.of(values)));
    return labels;
  }

  private static double share(CsvRow row, int column) {
    return row.isEmpty(column) ? 0 : row.number(column, 0, 1);
  }
}
