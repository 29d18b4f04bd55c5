package io.towtank.workloads.openb;

import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.NodeListBuilder;
import java.nio.file.Path;
import java.util.List;

/** Reads a node list: {@code sn,cpu_milli,memory_mib,gpu,model}. */
final class OpenbNodes {
  static final long BYTES_PER_MIB = 1L << 20;

  private static final List<String> COLUMNS =
      List.of("sn", "cpu_milli", "memory_mib", "gpu", "model");
  private static final int GPUS_MAX = 1024;

  private OpenbNodes() {}

  static List<Node> read(Path file, long maxPods, TraceAccounts accounts) {
    return NodeListBuilder.read(
        file,
        table -> table.requireColumns(COLUMNS, column -> false, COLUMNS),
        (row, nodes) -> nodes.add(row, node(row, maxPods)),
        accounts);
  }

  private static Node node(CsvRow row, long maxPods) {
    String name = row.name("sn");
    ResourceList capacity =
        ResourceList.of(
                row.integer("cpu_milli", 1, CsvRow.CPU_MILLIS_MAX),
                row.integer("memory_mib", 1, CsvRow.MEMORY_BYTES_MAX / BYTES_PER_MIB)
                    * BYTES_PER_MIB)
            .with(ResourceNames.PODS, maxPods);
    Labels labels = Labels.of(Labels.HOSTNAME, name);
    int gpus = Math.toIntExact(row.integer("gpu", 0, GPUS_MAX));
    String model = row.text("model");
    if (!model.isEmpty()) {
      labels = labels.with(OpenbFormat.GPU_MODEL, model);
    }
    List<DeviceGroup> devices =
        gpus == 0 ? List.of() : List.of(new DeviceGroup(ResourceNames.NVIDIA_GPU, gpus, model));
    return Node.builder(name, capacity).labels(labels).devices(devices).build();
  }
}
