package io.towtank.workloads.alibaba2017;

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
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TablePart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task is a job's group of like pods; each is taken to run as long as the task did. */
final class BatchTasks {
  static final String NEVER_RAN = "task that never ran";
  static final String FAILED = "task that failed";
  static final String ENDS_BEFORE_IT_STARTS = "ends before it was created";
  static final String BEFORE_THE_TRACE = "created before the trace: arrives at 0";
  static final String NO_REQUEST = "no requests: requests nothing";

  private static final CsvLayout LAYOUT =
      CsvLayout.headerless(
          "create_time",
          "end_time",
          "job_id",
          "task_id",
          "instances",
          "status",
          "plan_cpu",
          "plan_mem");
  private static final int CREATED = 0;
  private static final int ENDED = 1;
  private static final int JOB = 2;
  private static final int INSTANCES = 4;
  private static final int STATUS = 5;
  private static final int CPU = 6;
  private static final int MEMORY = 7;

  private static final long INSTANCES_MAX = 1_000_000;
  private static final long END_SECONDS = 86_400;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final double MILLIS_PER_UNIT = 10;

  private final TraceAccounts accounts;
  private final CensoredLifetimes censored;
  private final boolean dropsFailed;
  private final long memoryBytes;
  private final SpecCache specs = new SpecCache();

  private BatchTasks(Alibaba2017Format format, TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    censored = CensoredLifetimes.of(options, accounts);
    dropsFailed =
        options
            .word(Alibaba2017Format.FAILED_TASKS, "kept", List.of("kept", "dropped"))
            .equals("dropped");
    memoryBytes = options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts);
  }

  static ArrivalSource open(
      TablePart part, Alibaba2017Format format, TraceOptions options, TraceAccounts accounts) {
    BatchTasks tasks = new BatchTasks(format, options, accounts);
    CsvTable table = CsvTable.open(part, LAYOUT, CsvTable::requireRows);
    // A copy of the table that is much used has a header, the original has none.
    table.skipFirstRowIf(row -> row.text(CREATED).equals("task_create_time"));
    return new RowSource(table, tasks::read, accounts, CREATED);
  }

  private @Nullable PodBatch read(CsvRow row) {
    String status = row.text(STATUS);
    boolean failed =
        switch (status) {
          case "Terminated", "Running" -> false;
          case "Ready", "Waiting" -> {
            accounts.drop(NEVER_RAN);
            yield true;
          }
          case "Failed", "Cancelled", "Interupted" -> {
            if (dropsFailed) {
              accounts.drop(FAILED);
            }
            yield dropsFailed;
          }
          default ->
              throw row.error(
                  "status", "Ready, Waiting, Running, Terminated, Failed, Cancelled or Interupted");
        };
    if (failed) {
      return null;
    }
    long created = row.integer(CREATED, -CsvRow.SECONDS_MAX, CsvRow.SECONDS_MAX);
    if (created <= 0) {
      accounts.repair(BEFORE_THE_TRACE);
    }
    long start = Math.max(0, created) * NANOS_PER_SECOND;
    long duration;
    if (status.equals("Running")) {
      duration = censored.durationNanos(start, END_SECONDS * NANOS_PER_SECOND);
      if (duration == CensoredLifetimes.LEFT_OUT) {
        accounts.drop(CensoredLifetimes.NO_END);
        return null;
      }
    } else {
      duration =
          row.integer(ENDED, -CsvRow.SECONDS_MAX, CsvRow.SECONDS_MAX) * NANOS_PER_SECOND - start;
      if (duration < 0) {
        accounts.drop(ENDS_BEFORE_IT_STARTS);
        return null;
      }
    }
    Pod pod =
        Pod.builder("job-" + row.name("job_id") + "-task-" + row.name("task_id"), spec(row))
            .labels(Labels.of("kind", "batch"))
            .owner(new OwnerReference("Job", "job-" + row.text(JOB)))
            .durationNanos(duration)
            .build();
    return new PodBatch(start, pod, Math.toIntExact(row.integer(INSTANCES, 1, INSTANCES_MAX)));
  }

  private PodSpec spec(CsvRow row) {
    if (row.isEmpty(CPU) && row.isEmpty(MEMORY)) {
      accounts.repair(NO_REQUEST);
    }
    double cpu = row.isEmpty(CPU) ? 0 : row.number(CPU, 0, CsvRow.CPU_MILLIS_MAX / 10.0);
    double memory = row.isEmpty(MEMORY) ? 0 : row.number(MEMORY, 0, 1);
    return specs.of(
        StrictMath.round(cpu * MILLIS_PER_UNIT), StrictMath.round(memory * memoryBytes));
  }
}
