package io.towtank.workloads.alibaba2018;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.SpecCache;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Containers: rows are states at times, of which the first that runs makes the pod. */
final class ContainerMeta {
  static final String KNOWN = "further state of a container";
  static final String NOT_RUNNING = "state of a container that does not run yet or any more";
  static final String INVALID_MEMORY = "mem_size is not from 0 to 100: requests no memory";

  private static final CsvLayout LAYOUT =
      CsvLayout.headerless(
          "container_id",
          "machine_id",
          "time_stamp",
          "app_du",
          "status",
          "cpu_request",
          "cpu_limit",
          "mem_size");
  private static final int CONTAINER = 0;
  private static final int TIME = 2;
  private static final int APP = 3;
  private static final int STATUS = 4;
  private static final int CPU = 5;
  private static final int MEMORY = 7;
  private static final int CONTAINERS_MAX = 10_000_000;
  private static final double PERCENT = 100;
  private static final long MILLIS_PER_UNIT = 10;

  private final TraceAccounts accounts;
  private final long memoryBytes;
  private final SpecCache specs = new SpecCache();
  private final Set<String> known = new HashSet<>();

  private ContainerMeta(Alibaba2018Format format, TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    memoryBytes = options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts);
  }

  static ArrivalSource open(
      List<Path> files, Alibaba2018Format format, TraceOptions options, TraceAccounts accounts) {
    ContainerMeta meta = new ContainerMeta(format, options, accounts);
    CsvTable table = CsvTable.open(files, LAYOUT, CsvTable::requireRows);
    table.skipFirstRowIf(row -> row.text(CONTAINER).equals("container_id"));
    return new RowSource(table, meta::read, accounts);
  }

  private @Nullable PodBatch read(CsvRow row) {
    String id = row.name("container_id");
    String status = row.text(STATUS);
    if (!status.equals("started") && !status.equals("allocated")) {
      accounts.drop(NOT_RUNNING);
      return null;
    }
    if (known.contains(id)) {
      accounts.drop(KNOWN);
      return null;
    }
    if (known.size() == CONTAINERS_MAX) {
      throw row.error("more than " + CONTAINERS_MAX + " containers");
    }
    known.add(id);
    double memory = row.isEmpty(MEMORY) ? 0 : row.number(MEMORY, -1, PERCENT + 1);
    if (memory < 0 || memory > PERCENT) {
      accounts.repair(INVALID_MEMORY);
      memory = 0;
    }
    long cpu = row.isEmpty(CPU) ? 0 : row.integer(CPU, 0, CsvRow.CPU_MILLIS_MAX / MILLIS_PER_UNIT);
    PodSpec spec =
        specs.of(cpu * MILLIS_PER_UNIT, StrictMath.round(memory / PERCENT * memoryBytes));
    String app = Names.of("", row.text(APP));
    Pod pod =
        Pod.builder(id, spec)
            .labels(Labels.of("kind", "container").with("app", app))
            .owner(app.isEmpty() ? null : new OwnerReference("ReplicaSet", app))
            .durationNanos(Pod.NEVER)
            .build();
    return new PodBatch(row.secondsAsNanos(TIME), pod, 1);
  }
}
