package io.towtank.workloads.alibaba2018;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.workflow.TaskRow;
import io.towtank.workloads.workflow.WorkflowSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job is a workflow; each instance of a task is taken to run as long as the task did. */
final class BatchTasks {
  static final String NEVER_RAN = "task that never ran";
  static final String FAILED = "task that failed";
  static final String ENDS_BEFORE_IT_STARTS = "ends before it starts";
  static final String NO_START = "no start_time";
  static final String NO_REQUEST = "no plan_cpu or plan_mem: requests none of it";

  private static final CsvLayout LAYOUT =
      CsvLayout.headerless(
          "task_name",
          "instance_num",
          "job_name",
          "task_type",
          "status",
          "start_time",
          "end_time",
          "plan_cpu",
          "plan_mem");
  private static final int TASK = 0;
  private static final int INSTANCES = 1;
  private static final int JOB = 2;
  private static final int STATUS = 4;
  private static final int START = 5;
  private static final int END = 6;
  private static final int CPU = 7;
  private static final int MEMORY = 8;

  private static final double INSTANCES_MAX = 1_000_000;
  private static final double PERCENT = 100;
  private static final double MILLIS_PER_UNIT = 10;
  private static final long END_SECONDS = 8 * 86_400L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Labels LABELS = Labels.of("kind", "batch");

  private final TraceAccounts accounts;
  private final CensoredLifetimes censored;
  private final boolean dropsFailed;
  private final long memoryBytes;
  private final SpecCache specs = new SpecCache();
  private final RowCache<Request> requests = new RowCache<>(new int[] {CPU, MEMORY}, this::request);
  private final RowCache<String> states =
      new RowCache<>(new int[] {STATUS}, row -> row.text(STATUS));
  private final RowCache<TaskName> names =
      new RowCache<>(new int[] {TASK}, row -> TaskName.parse(row.text(TASK)));
  private final RowCache<OwnerReference> jobs =
      RowCache.ofLatest(new int[] {JOB}, row -> new OwnerReference("Job", row.nameOf("", JOB)));

  private BatchTasks(Alibaba2018Format format, TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    censored = CensoredLifetimes.of(options, accounts);
    dropsFailed =
        options
            .word(Alibaba2018Format.FAILED_TASKS, "kept", List.of("kept", "dropped"))
            .equals("dropped");
    memoryBytes = options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts);
  }

  static ArrivalSource open(
      TablePart part, Alibaba2018Format format, TraceOptions options, TraceAccounts accounts) {
    BatchTasks tasks = new BatchTasks(format, options, accounts);
    CsvTable table = CsvTable.open(part, LAYOUT, CsvTable::requireRows);
    table.skipFirstRowIf(row -> row.text(TASK).equals("task_name"));
    return new WorkflowSource(table, tasks::read, accounts, START);
  }

  private @Nullable TaskRow read(CsvRow row) {
    String status = states.get(row);
    String reason = dropped(row, status);
    if (reason == null && row.isEmpty(START)) {
      reason = NO_START;
    }
    if (reason != null) {
      accounts.drop(reason);
      return null;
    }
    long start = row.secondsAsNanos(START);
    long end = row.isEmpty(END) ? 0 : row.secondsAsNanos(END);
    long duration = end - start;
    if (status.equals("Running")) {
      duration = censored.durationNanos(start, END_SECONDS * NANOS_PER_SECOND);
      reason = duration == CensoredLifetimes.LEFT_OUT ? CensoredLifetimes.NO_END : null;
    } else if (duration < 0) {
      reason = ENDS_BEFORE_IT_STARTS;
    }
    if (reason != null) {
      accounts.drop(reason);
      return null;
    }
    if (row.isEmpty(TASK) || row.isEmpty(JOB)) {
      throw row.error("found no " + (row.isEmpty(TASK) ? "task_name" : "job_name"));
    }
    TaskName task = names.get(row);
    OwnerReference job = jobs.get(row);
    Pod pod =
        Pod.builder(row.nameBehind(job.name(), TASK), spec(row))
            .labels(LABELS)
            .owner(job)
            .durationNanos(duration)
            .build();
    int instances = (int) StrictMath.round(row.number(INSTANCES, 1, INSTANCES_MAX));
    return new TaskRow(job.name(), start, task.key(), pod, instances, task.predecessors());
  }

  private @Nullable String dropped(CsvRow row, String status) {
    return switch (status) {
      case "Terminated", "Running" -> null;
      case "Ready", "Waiting" -> NEVER_RAN;
      case "Failed", "Cancelled", "Interrupted", "Interupted" -> dropsFailed ? FAILED : null;
      default ->
          throw row.error(
              "status", "Ready, Waiting, Running, Terminated, Failed, Cancelled or Interrupted");
    };
  }

  private PodSpec spec(CsvRow row) {
    Request request = requests.get(row);
    if (!request.isSaid) {
      accounts.repair(NO_REQUEST);
    }
    return request.spec;
  }

  private Request request(CsvRow row) {
    double cpu = row.isEmpty(CPU) ? 0 : row.number(CPU, 0, CsvRow.CPU_MILLIS_MAX / 10.0);
    double memory = row.isEmpty(MEMORY) ? 0 : row.number(MEMORY, 0, PERCENT);
    return new Request(
        specs.of(
            StrictMath.round(cpu * MILLIS_PER_UNIT),
            StrictMath.round(memory / PERCENT * memoryBytes)),
        !row.isEmpty(CPU) && !row.isEmpty(MEMORY));
  }

  private record Request(PodSpec spec, boolean isSaid) {}
}
