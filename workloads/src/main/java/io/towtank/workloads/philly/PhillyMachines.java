package io.towtank.workloads.philly;

import io.towtank.model.DeviceGroup;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.NodeListBuilder;
import java.nio.file.Path;
import java.util.List;

/** Machines: how many GPUs, and the memory of each. What else they have is not published. */
final class PhillyMachines {
  static final String SIZE_NOT_TOLD = "processors and memory not told: as the options say";

  private static final String MACHINE = "machineId";
  private static final String GPUS = "number of GPUs";
  private static final String GPU_MEMORY = "single GPU mem";
  private static final List<String> COLUMNS = List.of(MACHINE, GPUS, GPU_MEMORY);
  private static final String CPU_ABSENT = "32";
  private static final String MEMORY_ABSENT = "256Gi";

  private PhillyMachines() {}

  static List<Node> read(List<Path> files, TraceOptions options, TraceAccounts accounts) {
    ResourceList capacity =
        ResourceList.of(
                options.quantity(
                    PhillyFormat.NODE_CPU, ResourceNames.CPU, CPU_ABSENT, CsvRow.CPU_MILLIS_MAX),
                options.quantity(
                    PhillyFormat.NODE_MEMORY,
                    ResourceNames.MEMORY,
                    MEMORY_ABSENT,
                    CsvRow.MEMORY_BYTES_MAX))
            .with(ResourceNames.PODS, Node.PODS_DEFAULT);
    return NodeListBuilder.read(
        files,
        CsvLayout.WITH_HEADER,
        table -> table.requireColumns(COLUMNS, column -> true, COLUMNS),
        (row, nodes) -> {
          accounts.repair(SIZE_NOT_TOLD);
          nodes.add(row, node(row, capacity));
        },
        accounts);
  }

  private static Node node(CsvRow row, ResourceList capacity) {
    String name = row.name(MACHINE);
    int gpus = Math.toIntExact(row.integer(GPUS, 0, GpuSpecs.GPUS_MAX));
    Labels labels = Labels.of(Labels.HOSTNAME, name);
    if (gpus == 0) {
      return Node.builder(name, capacity).labels(labels).build();
    }
    String model = Names.of("GPU-", row.text(GPU_MEMORY).replace(" ", ""));
    return Node.builder(name, capacity)
        .labels(labels.with("gpu-model", model))
        .devices(List.of(new DeviceGroup(ResourceNames.NVIDIA_GPU, gpus, model)))
        .build();
  }
}
