package io.towtank.workloads.wfcommons;

import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.JsonFields;
import io.towtank.workloads.input.JsonLists;
import io.towtank.workloads.input.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machines that workflows ran on, each once. */
final class WfMachines {
  static final String KNOWN = "a machine of this name is there already";
  static final String NO_SIZE = "a machine without number of processors or memory";

  private static final List<String> LISTS =
      List.of("workflow.machines", "workflow.execution.machines");
  private static final int NODES_MAX = 1_000_000;
  private static final double BYTES_PER_KB = 1024;

  private WfMachines() {}

  static List<Node> read(List<Path> files, TraceAccounts accounts) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (Path file : files) {
      JsonLists.read(file, LISTS, (list, machine) -> add(machine, nodes, accounts));
    }
    if (nodes.isEmpty()) {
      throw new InputException(files.get(0) + ": no machines with processors and memory are in it");
    }
    return new ArrayList<>(nodes.values());
  }

  private static void add(JsonFields machine, Map<String, Node> nodes, TraceAccounts accounts) {
    String name = Names.of("", machine.text("nodeName"));
    if (name.isEmpty()) {
      throw machine.error("nodeName", "the machine's name");
    }
    JsonFields cpu = machine.object("cpu");
    double cores =
        cpu == null
            ? 0
            : cpu.numberOr(
                cpu.numberOr(0, "count", CsvRow.CPU_MILLIS_MAX / 1000.0),
                "coreCount",
                CsvRow.CPU_MILLIS_MAX / 1000.0);
    double memory =
        machine.numberOr(
            BYTES_PER_KB * machine.numberOr(0, "memory", CsvRow.MEMORY_BYTES_MAX / BYTES_PER_KB),
            "memoryInBytes",
            CsvRow.MEMORY_BYTES_MAX);
    if (cores == 0 || memory == 0) {
      accounts.drop(NO_SIZE);
      return;
    }
    if (nodes.containsKey(name)) {
      accounts.drop(KNOWN);
      return;
    }
    if (nodes.size() == NODES_MAX) {
      throw new InputException(machine.place() + ": more than " + NODES_MAX + " machines");
    }
    accounts.use();
    ResourceList capacity =
        ResourceList.of(StrictMath.round(1000 * cores), StrictMath.round(memory))
            .with(ResourceNames.PODS, Node.PODS_DEFAULT);
    nodes.put(name, Node.builder(name, capacity).labels(Labels.of(Labels.HOSTNAME, name)).build());
  }
}
