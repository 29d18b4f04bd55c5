package io.towtank.workloads.towtank;

import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.NodeListBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads nodes, several from one row where it has a count. */
final class TowtankCsvNodes {
  private static final List<String> COLUMNS =
      List.of("name", "cpu", "memory", "pods", "zone", "labels", "taints", "devices", "count");
  private static final List<String> REQUIRED = List.of("name", "cpu", "memory");
  private static final String DEVICES_EXPECTED =
      "resource=count:model;… such as nvidia.com/gpu=8:V100, with 1 to 1024 devices";
  private static final long COUNT_MAX = 1_000_000;
  private static final int DEVICES_MAX = 1024;

  private @Nullable ExtendedColumns extended;

  private TowtankCsvNodes() {}

  static List<Node> read(Path file, TraceAccounts accounts) {
    TowtankCsvNodes reader = new TowtankCsvNodes();
    return NodeListBuilder.read(file, reader::checkHeader, reader::readRow, accounts);
  }

  private void checkHeader(CsvTable table) {
    table.requireColumns(COLUMNS, ExtendedColumns::isOne, REQUIRED);
    extended = ExtendedColumns.of(table);
  }

  private void readRow(CsvRow row, NodeListBuilder nodes) {
    String name = row.name("name");
    ResourceList capacity = capacity(row);
    List<DeviceGroup> devices = devices(row, capacity);
    Labels labels = CellLists.labels(row, "labels");
    if (!row.isEmpty("zone")) {
      labels = labels.with(Labels.ZONE, row.text("zone"));
    }
    if (row.isEmpty("count")) {
      nodes.add(row, node(row, name, capacity, devices, labels));
      return;
    }
    long count = row.integer("count", 1, COUNT_MAX);
    for (long i = 1; i <= count; i++) {
      String numbered = String.format(Locale.ROOT, "%s-%04d", name, i);
      nodes.add(row, node(row, numbered, capacity, devices, labels));
    }
  }

  private static Node node(
      CsvRow row, String name, ResourceList capacity, List<DeviceGroup> devices, Labels labels) {
    return Node.builder(name, capacity)
        .devices(devices)
        .labels(labels.contains(Labels.HOSTNAME) ? labels : labels.with(Labels.HOSTNAME, name))
        .taints(CellLists.taints(row, "taints"))
        .build();
  }

  private ResourceList capacity(CsvRow row) {
    long pods =
        row.isEmpty("pods") ? Node.PODS_DEFAULT : row.integer("pods", 0, CsvRow.EXTENDED_MAX);
    ResourceList capacity =
        ResourceList.of(
                row.quantity("cpu", ResourceNames.CPU, CsvRow.CPU_MILLIS_MAX),
                row.quantity("memory", ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX))
            .with(ResourceNames.PODS, pods);
    return extended == null ? capacity : extended.addTo(capacity, row);
  }

  private static List<DeviceGroup> devices(CsvRow row, ResourceList capacity) {
    List<DeviceGroup> devices = new ArrayList<>();
    for (Map.Entry<String, String> pair :
        CellLists.pairs(row, "devices", DEVICES_EXPECTED).entrySet()) {
      if (capacity.contains(pair.getKey())) {
        throw row.error("devices", "no resource that has a column of its own");
      }
      String value = pair.getValue();
      int colon = value.indexOf(':');
      String model = colon < 0 ? "" : value.substring(colon + 1).strip();
      if (colon >= 0 && !Names.isName(model)) {
        throw row.error("devices", DEVICES_EXPECTED);
      }
      devices.add(
          new DeviceGroup(
              pair.getKey(), count(row, colon < 0 ? value : value.substring(0, colon)), model));
    }
    return devices;
  }

  private static int count(CsvRow row, String text) {
    try {
      int count = Integer.parseInt(text.strip());
      if (count >= 1 && count <= DEVICES_MAX) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw row.error("devices", DEVICES_EXPECTED);
  }
}
