package io.towtank.workloads.alibabagpu;

import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.NodeListBuilder;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TraceTables;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Alibaba's cluster-trace-v2026-spot-gpu: tables {@code job_info_df} and {@code node_info_df}. Jobs
 * of high priority (HP) preempt those on spot GPUs. Memory is not published.
 */
public final class SpotFormat implements TraceFormat {
  /** Option: memory of a node. */
  static final String NODE_MEMORY = "nodeMemory";

  /** Option: priority of HP jobs; spot jobs have 0. */
  static final String HIGH_PRIORITY = "highPriority";

  static final String NO_WORKERS = "job without workers";

  private static final String JOBS = "job_info_df";
  private static final String NODES = "node_info_df";
  private static final List<String> JOB_COLUMNS =
      List.of(
          "job_name",
          "organization",
          "gpu_model",
          "cpu_request",
          "gpu_request",
          "worker_num",
          "submit_time",
          "duration",
          "job_type");
  private static final List<String> NODE_COLUMNS =
      List.of("gpu_model", "gpu_capacity_num", "cpu_num", "node_name");
  private static final int GPUS_MAX = 1024;
  private static final long WORKERS_MAX = 1_000_000;
  private static final double CORES_MAX = 1e6;
  private static final long USER_PRIORITY_MAX = 1_000_000_000;
  private static final long HIGH_PRIORITY_DEFAULT = 100;

  /** Made by the service loader. */
  public SpotFormat() {}

  @Override
  public String name() {
    return "alibaba-spot-gpu-2026";
  }

  @Override
  public String summary() {
    return "Alibaba cluster-trace-v2026-spot-gpu: jobs on reserved and spot GPUs, and nodes";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(NODE_MEMORY, HIGH_PRIORITY));
  }

  @Override
  public List<Node> readNodes(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    long memory =
        options.quantity(NODE_MEMORY, ResourceNames.MEMORY, "1Ti", CsvRow.MEMORY_BYTES_MAX);
    return NodeListBuilder.read(
        TraceTables.in(path).main(NODES),
        CsvLayout.WITH_HEADER,
        table -> table.requireColumns(NODE_COLUMNS, column -> false, NODE_COLUMNS),
        (row, nodes) ->
            nodes.add(
                row,
                GpuNodes.node(
                    Names.of("node-", row.name("node_name")),
                    1000 * row.integer("cpu_num", 1, CsvRow.CPU_MILLIS_MAX / 1000),
                    memory,
                    (int) row.integer("gpu_capacity_num", 0, GPUS_MAX),
                    row.text("gpu_model"))),
        accounts);
  }

  @Override
  public ArrivalStream openPods(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    int priority =
        (int)
            options
                .integer(HIGH_PRIORITY, Integer.MIN_VALUE, USER_PRIORITY_MAX)
                .orElse(HIGH_PRIORITY_DEFAULT);
    SpecCache specs = new SpecCache();
    return Arrivals.of(
        () ->
            new RowSource(
                CsvTable.open(
                    TraceTables.in(path).main(JOBS),
                    CsvLayout.WITH_UNNAMED_COLUMNS,
                    table ->
                        table.requireColumns(
                            JOB_COLUMNS, column -> column.startsWith("column-"), JOB_COLUMNS)),
                row -> job(row, priority, specs, accounts),
                accounts),
        options,
        accounts);
  }

  private static @Nullable PodBatch job(
      CsvRow row, int highPriority, SpecCache specs, TraceAccounts accounts) {
    int workers = (int) StrictMath.round(row.number("worker_num", 0, WORKERS_MAX));
    if (workers == 0) {
      accounts.drop(NO_WORKERS);
      return null;
    }
    String type = row.text("job_type");
    if (!type.equals("HP") && !type.equals("Spot")) {
      throw row.error("job_type", "HP or Spot");
    }
    GpuShape shape =
        new GpuShape(
            StrictMath.round(1000 * row.number("cpu_request", 0, CORES_MAX)),
            0,
            StrictMath.round(DeviceRequest.WHOLE * row.number("gpu_request", 0, GPUS_MAX)),
            row.text("gpu_model"),
            type.equals("HP") ? highPriority : 0);
    String name = Names.of("job-", row.name("job_name"));
    Pod pod =
        Pod.builder(name, specs.get(shape, shape::toSpec))
            .labels(
                Labels.of("organization", Names.of("", row.text("organization")))
                    .with("type", type))
            .owner(new OwnerReference("Job", name))
            .durationNanos(row.secondsAsNanos("duration"))
            .build();
    return new PodBatch(row.secondsAsNanos("submit_time"), pod, workers);
  }
}
