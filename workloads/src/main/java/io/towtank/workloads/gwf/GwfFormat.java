package io.towtank.workloads.gwf;

import io.towtank.model.ArrivalStream;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.RowCache;
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
    return Arrivals.of(() -> open(file, memory, accounts), options, accounts);
  }

  private static WorkflowSource open(Path file, long memoryPerProcessor, TraceAccounts accounts) {
    CsvTable table =
        CsvTable.open(file, found -> found.requireColumns(COLUMNS, column -> false, COLUMNS));
    Tasks tasks = new Tasks(table, memoryPerProcessor, accounts);
    return new WorkflowSource(table, tasks::read, accounts, tasks.submit);
  }

  private static final class Tasks {
    private final long memoryPerProcessor;
    private final TraceAccounts accounts;
    private final int task;
    private final int submit;
    private final int run;
    private final int used;
    private final int requested;
    private final int dependencies;
    private final RowCache<OwnerReference> workflows;
    private final SpecCache specs = new SpecCache();

    private Tasks(CsvTable table, long memoryPerProcessor, TraceAccounts accounts) {
      this.memoryPerProcessor = memoryPerProcessor;
      this.accounts = accounts;
      task = table.column("JobID");
      submit = table.column("SubmitTime");
      run = table.column("RunTime");
      used = table.column("NProcs");
      requested = table.column("ReqNProcs");
      dependencies = table.column("Dependencies");
      int workflow = table.column("WorkflowID");
      workflows =
          RowCache.ofLatest(
              new int[] {workflow},
              row -> new OwnerReference("Job", "workflow-" + row.name(workflow)));
    }

    private @Nullable TaskRow read(CsvRow row) {
      long seconds = row.integer(run, -1, CsvRow.SECONDS_MAX);
      long asked = row.integer(requested, -1, PROCESSORS_MAX);
      long processors = asked > 0 ? asked : row.integer(used, -1, PROCESSORS_MAX);
      if (seconds < 0) {
        accounts.drop(NO_RUN_TIME);
        return null;
      }
      if (processors < 1) {
        accounts.drop(NO_PROCESSORS);
        return null;
      }
      OwnerReference workflow = workflows.get(row);
      String name = row.name(task);
      PodSpec spec = specs.of(1000 * processors, memoryPerProcessor * processors);
      Pod pod =
          Pod.builder(workflow.name() + "-" + name, spec)
              .owner(workflow)
              .durationNanos(seconds * NANOS_PER_SECOND)
              .build();
      long submitted = row.integer(submit, 0, CsvRow.SECONDS_MAX) * NANOS_PER_SECOND;
      return new TaskRow(workflow.name(), submitted, name, pod, 1, predecessors(row));
    }

    private List<String> predecessors(CsvRow row) {
      String text = row.text(dependencies);
      if (text.isEmpty() || text.equals("-1")) {
        return List.of();
      }
      if (Names.isName(text)) {
        return List.of(text);
      }
      List<String> predecessors = new ArrayList<>();
      int start = 0;
      for (int i = 0; i <= text.length(); i++) {
        if (i == text.length() || text.charAt(i) == ' ') {
          String name = text.substring(start, i);
          if (!name.isEmpty() && !name.equals("-1")) {
            predecessors.add(name);
          }
          start = i + 1;
        }
      }
      return predecessors;
    }
  }
}
