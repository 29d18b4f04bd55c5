package io.towtank.workloads.alibabagpu;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.NodeListBuilder;
import io.towtank.workloads.input.TraceTables;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Alibaba's cluster-trace-gpu-v2020 (PAI): tables {@code pai_task_table}, {@code pai_job_table},
 * {@code pai_group_tag_table} and {@code pai_machine_spec}, published with Q. Weng et al., "MLaaS
 * in the Wild", NSDI 2022.
 */
public final class PaiFormat implements TraceFormat {
  /** Option: {@code kept} or {@code dropped}, what becomes of tasks that failed. */
  static final String FAILED_TASKS = "failedTasks";

  static final String TASKS = "pai_task_table";
  static final String JOBS = "pai_job_table";
  static final String TAGS = "pai_group_tag_table";
  static final String MACHINES = "pai_machine_spec";

  private static final CsvLayout MACHINE_LAYOUT =
      CsvLayout.headerless("machine", "gpu_type", "cap_cpu", "cap_mem", "cap_gpu");
  private static final long BYTES_PER_GB = 1L << 30;
  private static final int GPUS_MAX = 1024;

  /** Made by the service loader. */
  public PaiFormat() {}

  @Override
  public String name() {
    return "alibaba-gpu-2020";
  }

  @Override
  public String summary() {
    return "Alibaba cluster-trace-gpu-v2020 (PAI): task, job, tag and machine tables";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION, FAILED_TASKS));
  }

  @Override
  public List<Node> readNodes(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return NodeListBuilder.read(
        TraceTables.in(path).main(MACHINES),
        MACHINE_LAYOUT,
        CsvTable::requireRows,
        PaiFormat::addNode,
        accounts);
  }

  @Override
  public ArrivalStream openPods(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    TraceTables tables = TraceTables.in(path);
    return Arrivals.of(() -> PaiTasks.open(tables, options, accounts), options, accounts);
  }

  private static void addNode(CsvRow row, NodeListBuilder nodes) {
    nodes.add(
        row,
        GpuNodes.node(
            Names.of("machine-", row.name("machine")),
            1000 * row.integer(2, 1, CsvRow.CPU_MILLIS_MAX / 1000),
            BYTES_PER_GB * row.integer(3, 1, CsvRow.MEMORY_BYTES_MAX / BYTES_PER_GB),
            (int) row.integer(4, 0, GPUS_MAX),
            row.text(1)));
  }
}
