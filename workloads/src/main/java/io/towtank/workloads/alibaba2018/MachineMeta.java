package io.towtank.workloads.alibaba2018;

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
import io.towtank.workloads.input.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Machines: rows are states at times, of which the first makes the node. */
final class MachineMeta {
  /** Labels of the two levels of failure domains. */
  static final String DOMAIN_1 = "alibaba.com/failure-domain-1";

  static final String DOMAIN_2 = "alibaba.com/failure-domain-2";
  static final String KNOWN = "further state of a machine";
  static final String NO_CAPACITY = "machine of no known capacity";

  private static final CsvLayout LAYOUT =
      CsvLayout.headerless(
          "machine_id",
          "time_stamp",
          "failure_domain_1",
          "failure_domain_2",
          "cpu_num",
          "mem_size",
          "status");
  private static final int MACHINE = 0;
  private static final int FIRST_DOMAIN = 2;
  private static final int SECOND_DOMAIN = 3;
  private static final int CPU = 4;
  private static final int MEMORY = 5;
  private static final int MACHINES_MAX = 1_000_000;
  private static final double PERCENT = 100;

  private MachineMeta() {}

  static List<Node> read(
      List<Path> files, Alibaba2018Format format, TraceOptions options, TraceAccounts accounts) {
    long memoryBytes =
        options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts);
    List<Node> nodes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (CsvTable table = CsvTable.open(files, LAYOUT, CsvTable::requireRows)) {
      table.skipFirstRowIf(row -> row.text(MACHINE).equals("machine_id"));
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        String name = row.name("machine_id");
        if (row.isEmpty(CPU) || row.isEmpty(MEMORY)) {
          accounts.drop(NO_CAPACITY);
        } else if (!names.add(name)) {
          accounts.drop(KNOWN);
        } else if (names.size() > MACHINES_MAX) {
          throw row.error("more than " + MACHINES_MAX + " machines");
        } else {
          nodes.add(node(row, name, memoryBytes));
          accounts.use();
        }
      }
    } catch (IOException e) {
      throw new InputException(files.get(0) + ": the file can't be read", e);
    }
    return nodes;
  }

  private static Node node(CsvRow row, String name, long memoryBytes) {
    double memory = row.number(MEMORY, 0, PERCENT) / PERCENT * memoryBytes;
    ResourceList capacity =
        ResourceList.of(
                1000 * row.integer(CPU, 1, CsvRow.CPU_MILLIS_MAX / 1000),
                Math.max(1, StrictMath.round(memory)))
            .with(ResourceNames.PODS, Node.PODS_DEFAULT);
    Labels labels = Labels.of(Labels.HOSTNAME, name);
    if (!row.isEmpty(FIRST_DOMAIN)) {
      labels = labels.with(DOMAIN_1, Names.of("", row.text(FIRST_DOMAIN)));
    }
    if (!row.isEmpty(SECOND_DOMAIN)) {
      labels = labels.with(DOMAIN_2, Names.of("", row.text(SECOND_DOMAIN)));
    }
    return Node.builder(name, capacity).labels(labels).build();
  }
}
