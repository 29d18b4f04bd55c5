package io.towtank.workloads.gwf;

import io.towtank.model.ArrivalStream;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.workflow.TaskRow;
import io.towtank.workloads.workflow.WorkflowSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Workflows of grids. Source: Grid Workloads Archive, "The Grid Workload Format". */
public final class GwfFormat implements TraceFormat {
  /** Option: memory that each processor is given; none if it is not set. */
  static final String MEMORY_PER_PROCESSOR = "memoryPerProcessor";

  static final String NO_RUN_TIME = "no run time";
  static final String NO_PROCESSORS = "no number of processors";

  private static final List<String> COLUMNS =
      List.of(
          "WorkflowID", "JobID", "SubmitTime", "RunTime", "NProcs", "ReqNProcs", "Dependencies");
  private static final long PROCESSORS_MAX = 1_000_000;
  private static final int PREDECESSORS_MAX = 100_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Made by the service loader. */
  public GwfFormat() {}

  @Override
  public String name() {
    return "gwf";
  }

  @Override
  public String summary() {
    return "Grid Workload Format: workflows of the Grid Workloads Archive";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(MEMORY_PER_PROCESSOR));
  }

  @Override
  public boolean claims(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".gwf") || name.endsWith(".gwf.gz") || name.endsWith(".gwf.zst");
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    long memory =
        options.text(MEMORY_PER_PROCESSOR).isEmpty()
            ? 0
            : options.quantity(
                MEMORY_PER_PROCESSOR, ResourceNames.MEMORY, "", CsvRow.MEMORY_BYTES_MAX);
    Tasks tasks = new Tasks(memory, accounts);
    return Arrivals.of(
        () ->
            new WorkflowSource(
                CsvTable.open(
                    file, table -> table.requireColumns(COLUMNS, column -> false, COLUMNS)),
                tasks::read,
                accounts,
                -1),
        options,
        accounts);
  }

  private static final class Tasks {
    private final long memoryPerProcessor;
    private final TraceAccounts accounts;
    private final SpecCache specs = new SpecCache();

    private Tasks(long memoryPerProcessor, TraceAccounts accounts) {
      this.memoryPerProcessor = memoryPerProcessor;
      this.accounts = accounts;
    }

    private @Nullable TaskRow read(CsvRow row) {
      long run = row.integer("RunTime", -1, CsvRow.SECONDS_MAX);
      long requested = row.integer("ReqNProcs", -1, PROCESSORS_MAX);
      long processors = requested > 0 ? requested : row.integer("NProcs", -1, PROCESSORS_MAX);
      if (run < 0) {
        accounts.drop(NO_RUN_TIME);
        return null;
      }
      if (processors < 1) {
        accounts.drop(NO_PROCESSORS);
        return null;
      }
      String workflow = "workflow-" + row.name("WorkflowID");
      String task = row.name("JobID");
      PodSpec spec =
          specs.get(
              processors,
              () ->
                  PodSpec.builder()
                      .requests(ResourceList.of(1000 * processors, memoryPerProcessor * processors))
                      .build());
      Pod pod =
          Pod.builder(workflow + "-" + task, spec)
              .owner(new OwnerReference("Job", workflow))
              .durationNanos(run * NANOS_PER_SECOND)
              .build();
      long submit = row.integer("SubmitTime", 0, CsvRow.SECONDS_MAX) * NANOS_PER_SECOND;
      return new TaskRow(workflow, submit, task, pod, 1, predecessors(row));
    }

    private static List<String> predecessors(CsvRow row) {
      List<String> predecessors = new ArrayList<>();
      for (String name : row.text("Dependencies").split("\\s+", PREDECESSORS_MAX)) {
        if (!name.isEmpty() && !name.equals("-1")) {
          predecessors.add(name);
        }
      }
      return predecessors;
    }
  }
}
