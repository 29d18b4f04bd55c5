package io.towtank.workloads.slurm;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TraceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes as many pods of a job as it had nodes. The file is gone through once for the time of its
 * first job and for its end.
 */
final class SacctJobs {
  static final String STEP = "a step of a job";
  static final String NEVER_RAN = "never ran";
  static final String REQUEUED = "an attempt that was put back into the queue";
  static final String FAILED = "did not succeed";
  static final String NO_ARRIVAL = "no time of submission";
  static final String ENDS_BEFORE_IT_STARTS = "ends before it starts";
  static final String NO_CPU = "no number of processors: one for each node";
  static final String NO_MEMORY = "no memory: requests none";
  static final String UNEVEN = "GPUs that the nodes can't share evenly: rounded up";

  private static final CsvLayout LAYOUT = CsvLayout.WITH_HEADER.separatedBy('|').withoutQuotes();
  private static final long NODES_MAX = 1_000_000;
  private static final long CPUS_MAX = CsvRow.CPU_MILLIS_MAX / 1000;
  private static final long GPUS_PER_NODE_MAX = 1024;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_MAX = CsvRow.SECONDS_MAX;

  private final TraceAccounts accounts;
  private final SacctTimes times;
  private final CensoredLifetimes censored;
  private final boolean arrivesWhenEligible;
  private final boolean dropsFailed;
  private final SpecCache specs = new SpecCache();
  private long startSecond = Long.MAX_VALUE;
  private long endSecond = Long.MIN_VALUE;

  private SacctJobs(TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    String zone = options.text(SacctFormat.TIME_ZONE);
    times = new SacctTimes(zone.isEmpty() ? "UTC" : zone);
    censored = CensoredLifetimes.of(options, accounts);
    arrivesWhenEligible =
        options
            .word(SacctFormat.ARRIVAL, "eligible", List.of("eligible", "submit"))
            .equals("eligible");
    dropsFailed =
        options.word(SacctFormat.FAILED_JOBS, "kept", List.of("kept", "dropped")).equals("dropped");
  }

  static ArrivalSource open(Path file, TraceOptions options, TraceAccounts accounts) {
    SacctJobs jobs = new SacctJobs(options, accounts);
    try (CsvTable table = table(file)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        jobs.span(row);
      }
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
    return new RowSource(table(file), jobs::read, accounts);
  }

  private static CsvTable table(Path file) {
    return CsvTable.open(List.of(file), LAYOUT, SacctJobs::requireColumns);
  }

  private static void requireColumns(CsvTable table) {
    String id = table.hasColumn("JobID") ? "JobID" : "JobIDRaw";
    String arrival = table.hasColumn("Submit") ? "Submit" : "Eligible";
    List<String> required = List.of(id, arrival, "Start", "End", "State");
    table.requireColumns(required, column -> true, required);
  }

  private void span(CsvRow row) {
    if (id(row).indexOf('.') >= 0) {
      return;
    }
    long arrival = arrival(row);
    if (arrival != SacctTimes.NONE) {
      startSecond = Math.min(startSecond, arrival);
    }
    for (String column : List.of("Submit", "Eligible", "Start", "End")) {
      endSecond = Math.max(endSecond, times.second(row, column));
    }
  }

  private @Nullable PodBatch read(CsvRow row) {
    String id = id(row);
    String state = row.text("State").split(" ", 2)[0];
    String reason = id.indexOf('.') >= 0 ? STEP : dropped(row, state);
    if (reason != null) {
      accounts.drop(reason);
      return null;
    }
    long duration = durationNanos(row);
    if (duration == CensoredLifetimes.LEFT_OUT) {
      accounts.drop(CensoredLifetimes.NO_END);
      return null;
    }
    if (duration < 0 && duration != Pod.NEVER) {
      accounts.drop(ENDS_BEFORE_IT_STARTS);
      return null;
    }
    long arrival = arrival(row) - startSecond;
    if (arrival > SECONDS_MAX) {
      throw row.error("arrives more than " + SECONDS_MAX + " s after the first job");
    }
    Tres tres = Tres.of(row, row.isEmpty("AllocTRES") ? "ReqTRES" : "AllocTRES");
    int nodes = nodes(row, tres);
    JobShape shape = shape(row, tres, nodes);
    String name = Names.of("job-", id);
    Pod pod =
        Pod.builder(name, specs.get(shape, shape::toSpec))
            .labels(labels(row))
            .owner(new OwnerReference("Job", Names.of("job-", jobOf(id))))
            .durationNanos(duration)
            .build();
    return new PodBatch(arrival * NANOS_PER_SECOND, pod, nodes);
  }

  private static String id(CsvRow row) {
    String column = row.isEmpty("JobID") ? "JobIDRaw" : "JobID";
    String id = row.text(column);
    if (id.isEmpty()) {
      throw row.error(column, "the job's id");
    }
    return id;
  }

  /** The job that a task of an array, or a part of a heterogeneous job, belongs to. */
  private static String jobOf(String id) {
    int end = 0;
    while (end < id.length() && id.charAt(end) != '_' && id.charAt(end) != '+') {
      end++;
    }
    return id.substring(0, end);
  }

  /** A job that waits for others, or is held, can't start before it is eligible. */
  private long arrival(CsvRow row) {
    long eligible = times.second(row, "Eligible");
    long submitted = times.second(row, "Submit");
    boolean useEligible = arrivesWhenEligible || submitted == SacctTimes.NONE;
    return useEligible && eligible != SacctTimes.NONE ? eligible : submitted;
  }

  private @Nullable String dropped(CsvRow row, String state) {
    if (arrival(row) == SacctTimes.NONE) {
      return NO_ARRIVAL;
    }
    if (times.second(row, "Start") == SacctTimes.NONE) {
      return NEVER_RAN;
    }
    return switch (state) {
      case "COMPLETED",
          "RUNNING",
          "SUSPENDED",
          "COMPLETING",
          "RESIZING",
          "STAGE_OUT",
          "SIGNALING" ->
          null;
      case "PENDING", "CONFIGURING", "REVOKED" -> NEVER_RAN;
      case "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT" -> REQUEUED;
      case "CANCELLED", "CANCELLED+", "BOOT_FAIL", "DEADLINE" ->
          durationNanos(row, times.second(row, "End")) == 0
              ? NEVER_RAN
              : dropsFailed ? FAILED : null;
      case "FAILED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "OUT_OF_ME+", "PREEMPTED" ->
          dropsFailed ? FAILED : null;
      default -> throw row.error("State", "a state of Slurm's such as COMPLETED or RUNNING");
    };
  }

  private long durationNanos(CsvRow row) {
    long end = times.second(row, "End");
    if (end != SacctTimes.NONE) {
      return durationNanos(row, end);
    }
    return censored.durationNanos(
        (times.second(row, "Start") - startSecond) * NANOS_PER_SECOND,
        (endSecond - startSecond) * NANOS_PER_SECOND);
  }

  /** How long it ran, without the time in which it was suspended where that is told. */
  private long durationNanos(CsvRow row, long end) {
    long elapsed = SacctTimes.nanos(row, "Elapsed");
    if (elapsed != SacctTimes.NONE || end == SacctTimes.NONE) {
      return Math.max(0, elapsed);
    }
    long seconds = end - times.second(row, "Start");
    return seconds < 0 ? Long.MIN_VALUE + 1 : seconds * NANOS_PER_SECOND;
  }

  private static int nodes(CsvRow row, Tres tres) {
    long nodes = tres.count("node", NODES_MAX);
    for (String column : List.of("NNodes", "AllocNodes", "ReqNodes")) {
      nodes = nodes == 0 && !row.isEmpty(column) ? row.integer(column, 0, NODES_MAX) : nodes;
    }
    return (int) Math.max(1, nodes);
  }

  private JobShape shape(CsvRow row, Tres tres, int nodes) {
    long cpus = tres.count("cpu", CPUS_MAX);
    for (String column : List.of("AllocCPUS", "NCPUS", "ReqCPUS")) {
      cpus = cpus == 0 && !row.isEmpty(column) ? row.integer(column, 0, CPUS_MAX) : cpus;
    }
    if (cpus == 0) {
      accounts.repair(NO_CPU);
      cpus = nodes;
    }
    long gpus = tres.gpus(GPUS_PER_NODE_MAX * nodes);
    if (gpus % nodes != 0) {
      accounts.repair(UNEVEN);
    }
    return new JobShape(
        share(1000 * cpus, nodes),
        memoryOfNode(row, tres, cpus, nodes),
        (int) share(gpus, nodes),
        Tres.of(row, "ReqTRES").gpuModel());
  }

  /** Up to version 20.11 ReqMem is of each node or processor, as its last letter says. */
  private long memoryOfNode(CsvRow row, Tres tres, long cpus, int nodes) {
    long bytes = tres.bytes("mem");
    String text = row.text("ReqMem");
    if (bytes > 0 || text.isEmpty()) {
      if (bytes == 0) {
        accounts.repair(NO_MEMORY);
      }
      return share(bytes, nodes);
    }
    char last = text.charAt(text.length() - 1);
    boolean isPart = last == 'n' || last == 'c';
    long amount = Tres.bytes(row, "ReqMem", isPart ? text.substring(0, text.length() - 1) : text);
    if (amount == 0) {
      accounts.repair(NO_MEMORY);
    }
    if (last == 'n') {
      return amount;
    }
    double ofNode = last == 'c' ? (double) amount * cpus / nodes : (double) amount / nodes;
    if (ofNode > CsvRow.MEMORY_BYTES_MAX) {
      throw row.error("ReqMem", "at most 1P for a node");
    }
    return (long) StrictMath.ceil(ofNode);
  }

  private static long share(long amount, long nodes) {
    return (amount + nodes - 1) / nodes;
  }

  private static Labels labels(CsvRow row) {
    Labels labels = Labels.EMPTY;
    for (String column : List.of("User", "Account", "Partition", "QOS")) {
      if (!row.isEmpty(column)) {
        labels = labels.with(column.toLowerCase(Locale.ROOT), Names.of("", row.text(column)));
      }
    }
    return labels;
  }
}
