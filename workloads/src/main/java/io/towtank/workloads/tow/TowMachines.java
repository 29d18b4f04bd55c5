package io.towtank.workloads.tow;

import io.towtank.fault.MachineEvent;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.codec.ArrivalCodec;
import io.towtank.workloads.codec.NodeJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the nodes of a workload file, and what happens to them; groups of pods are skipped. */
final class TowMachines {
  private static final int NODES_MAX = 10_000_000;

  private final ArrivalCodec codec = new ArrivalCodec();
  private final List<Node> nodes = new ArrayList<>();
  private final SortedSet<String> names = new TreeSet<>();
  private final SortedSet<String> away = new TreeSet<>();
  private final List<MachineEvent> events = new ArrayList<>();

  private TowMachines() {}

  static MachineTrace read(Path path, TraceAccounts accounts) {
    TowMachines machines = new TowMachines();
    try (TowCursor cursor = new TowCursor(TowFile.open(path), TowCursor::mayHoldMachines)) {
      while (cursor.next()) {
        if (!cursor.column(TowSchema.KIND).text(cursor.rowOfRun()).equals(TowSchema.POD)) {
          machines.readRow(cursor);
          accounts.use();
        }
      }
    } catch (IOException e) {
      throw new InputException(path + ": can't be read", e);
    }
    if (machines.nodes.isEmpty()) {
      throw new InputException(
          path + ": the file has no nodes; convert its source with --nodes to have them in it");
    }
    return new MachineTrace(machines.nodes, machines.away, machines.events);
  }

  private void readRow(TowCursor cursor) {
    int row = cursor.rowOfRun();
    try {
      add(
          cursor.column(TowSchema.KIND).text(row),
          cursor.column(TowSchema.NAME).text(row),
          cursor.column(TowSchema.TIME).number(row, 0),
          cursor.column(TowSchema.LABELS).text(row),
          cursor.column(TowSchema.SPEC).text(row));
    } catch (IllegalArgumentException e) {
      throw cursor.damaged(TowFile.detail(e), e);
    }
  }

  private void add(String kind, String name, long timeNanos, String labels, String spec) {
    if (kind.equals(TowSchema.NODE) || kind.equals(TowSchema.NODE_AWAY)) {
      if (!names.add(name) || nodes.size() == NODES_MAX) {
        throw new IllegalArgumentException("node '" + name + "' is there twice, or one too many");
      }
      nodes.add(NodeJson.read(name, codec.labels(labels), spec));
      if (kind.equals(TowSchema.NODE_AWAY)) {
        away.add(name);
      }
      return;
    }
    MachineEvent.Kind event = MachineKinds.parse(kind);
    if (event == null) {
      throw new IllegalArgumentException("unknown kind of row '" + kind + "'");
    }
    if (!events.isEmpty() && events.get(events.size() - 1).timeNanos() > timeNanos) {
      throw new IllegalArgumentException("its rows are not in order of time");
    }
    events.add(
        new MachineEvent(
            timeNanos, name, event, spec.isEmpty() ? null : NodeJson.readCapacity(spec)));
  }
}
