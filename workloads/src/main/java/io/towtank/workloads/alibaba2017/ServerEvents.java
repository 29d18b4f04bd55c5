package io.towtank.workloads.alibaba2017;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Machines: each is added once. Errors, which would only keep new pods away, are not replayed. */
final class ServerEvents {
  static final String ERROR = "soft or hard error of a machine: not replayed";
  static final String ADDED_TWICE = "machine that is there already";

  private static final CsvLayout LAYOUT =
      CsvLayout.headerless(
          "timestamp", "machine_id", "event_type", "event_detail", "cpu", "memory", "disk");
  private static final int EVENT = 2;
  private static final int CPU = 4;
  private static final int MEMORY = 5;
  private static final int MACHINES_MAX = 1_000_000;

  private ServerEvents() {}

  static List<Node> read(
      List<Path> files, Alibaba2017Format format, TraceOptions options, TraceAccounts accounts) {
    long memoryBytes =
        options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts);
    List<Node> nodes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (CsvTable table = CsvTable.open(files, LAYOUT, CsvTable::requireRows)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        switch (row.text(EVENT)) {
          case "add" -> {
            if (names.size() == MACHINES_MAX) {
              throw row.error("more than " + MACHINES_MAX + " machines");
            }
            if (names.add(row.name("machine_id"))) {
              nodes.add(node(row, memoryBytes));
              accounts.use();
            } else {
              accounts.drop(ADDED_TWICE);
            }
          }
          case "softerror", "harderror" -> accounts.drop(ERROR);
          default -> throw row.error("event_type", "add, softerror or harderror");
        }
      }
    } catch (IOException e) {
      throw new InputException(files.get(0) + ": the file can't be read", e);
    }
    return nodes;
  }

  private static Node node(CsvRow row, long memoryBytes) {
    String name = "machine-" + row.name("machine_id");
    ResourceList capacity =
        ResourceList.of(
                1000 * row.integer(CPU, 1, CsvRow.CPU_MILLIS_MAX / 1000),
                Math.max(1, StrictMath.round(row.number(MEMORY, 0, 1) * memoryBytes)))
            .with(ResourceNames.PODS, Node.PODS_DEFAULT);
    return Node.builder(name, capacity).labels(Labels.of(Labels.HOSTNAME, name)).build();
  }
}
