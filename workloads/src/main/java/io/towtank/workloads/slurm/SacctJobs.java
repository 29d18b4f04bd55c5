package io.towtank.workloads.slurm;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
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
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TraceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
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
  static final String SAME_ID = "a further attempt of the job before: a job of its own";
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
  private final CsvTable table;
  private final SacctColumns columns;
  private final RowCache<Shape> shapes;
  private final RowCache<Labels> labels;
  private final RowCache<String> states;
  private Span span = Span.NOTHING;
  private String lastId = "";
  private int attempt;

  /** The row's. */
  private long arrivalSecond;

  private long startSecond;
  private long endSecond;

  private SacctJobs(Path file, TraceOptions options, TraceAccounts accounts) {
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
    table = CsvTable.open(List.of(file), LAYOUT, SacctJobs::requireColumns);
    columns = new SacctColumns(table);
    shapes = new RowCache<>(SacctColumns.ofShape(table), this::shape);
    labels = new RowCache<>(SacctColumns.ofLabels(table), SacctJobs::labels);
    states = new RowCache<>(new int[] {columns.state()}, row -> row.text("State").split(" ", 2)[0]);
  }

  /** Opens the file, which is gone through for its span the first time. */
  static Supplier<ArrivalSource> opener(Path file, TraceOptions options, TraceAccounts accounts) {
    return new Supplier<>() {
      private @Nullable Span span;

      @Override
      public ArrivalSource get() {
        Span known = span == null ? spanOf(file, options, accounts) : span;
        span = known;
        SacctJobs jobs = new SacctJobs(file, options, accounts);
        jobs.span = known;
        return known.isInOrder
            ? RowSource.inOrder(jobs.table, jobs::read, accounts)
            : new RowSource(jobs.table, jobs::read, accounts);
      }
    };
  }

  private static Span spanOf(Path file, TraceOptions options, TraceAccounts accounts) {
    SacctJobs jobs = new SacctJobs(file, options, accounts);
    try (CsvTable rows = jobs.table) {
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      long before = Long.MIN_VALUE;
      boolean isInOrder = true;
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        if (jobs.isStep(row)) {
          continue;
        }
        long submitted = jobs.times.second(row, jobs.columns.submit());
        long eligible = jobs.times.second(row, jobs.columns.eligible());
        long arrival = jobs.arrival(submitted, eligible);
        if (arrival != SacctTimes.NONE) {
          first = Math.min(first, arrival);
          isInOrder &= arrival >= before;
          before = arrival;
        }
        long ran =
            Math.max(
                jobs.times.second(row, jobs.columns.start()),
                jobs.times.second(row, jobs.columns.end()));
        last = Math.max(last, Math.max(ran, Math.max(submitted, eligible)));
      }
      return new Span(first, last, isInOrder);
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  private static void requireColumns(CsvTable table) {
    String id = table.hasColumn("JobID") ? "JobID" : "JobIDRaw";
    String arrival = table.hasColumn("Submit") ? "Submit" : "Eligible";
    List<String> required = List.of(id, arrival, "Start", "End", "State");
    table.requireColumns(required, column -> true, required);
  }

  private boolean isStep(CsvRow row) {
    return row.text(idColumn(row)).indexOf('.') >= 0;
  }

  private @Nullable PodBatch read(CsvRow row) {
    int idColumn = idColumn(row);
    String id = row.text(idColumn);
    if (id.indexOf('.') >= 0) {
      accounts.drop(STEP);
      return null;
    }
    startSecond = times.second(row, columns.start());
    endSecond = times.second(row, columns.end());
    arrivalSecond =
        arrival(times.second(row, columns.submit()), times.second(row, columns.eligible()));
    String reason = dropped(row);
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
    long arrival = arrivalSecond - span.firstSecond;
    if (arrival > SECONDS_MAX) {
      throw row.error("arrives more than " + SECONDS_MAX + " s after the first job");
    }
    Shape shape = shapes.get(row);
    for (String repair : shape.repairs) {
      accounts.repair(repair);
    }
    String ofId = row.nameOf("job-", idColumn);
    String job = jobOf(id);
    Pod pod =
        Pod.builder(name(id, ofId), shape.spec)
            .labels(labels.get(row))
            .owner(
                new OwnerReference(
                    "Job", job.length() == id.length() ? ofId : Names.of("job-", job)))
            .durationNanos(duration)
            .build();
    return new PodBatch(arrival * NANOS_PER_SECOND, pod, shape.nodes);
  }

  /** With {@code sacct -D} a job has a row for each attempt, one after the other. */
  private String name(String id, String name) {
    attempt = id.equals(lastId) ? attempt + 1 : 0;
    lastId = id;
    if (attempt == 0) {
      return name;
    }
    accounts.repair(SAME_ID);
    return name + "-attempt-" + attempt;
  }

  private int idColumn(CsvRow row) {
    int column = row.isEmpty(columns.id()) ? columns.rawId() : columns.id();
    if (row.isEmpty(column)) {
      throw row.error("JobIDRaw", "the job's id");
    }
    return column;
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
  private long arrival(long submitted, long eligible) {
    boolean useEligible = arrivesWhenEligible || submitted == SacctTimes.NONE;
    return useEligible && eligible != SacctTimes.NONE ? eligible : submitted;
  }

  private @Nullable String dropped(CsvRow row) {
    if (arrivalSecond == SacctTimes.NONE) {
      return NO_ARRIVAL;
    }
    if (startSecond == SacctTimes.NONE) {
      return NEVER_RAN;
    }
    return switch (states.get(row)) {
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
          durationToEnd(row) == 0 ? NEVER_RAN : dropsFailed ? FAILED : null;
      case "FAILED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "OUT_OF_ME+", "PREEMPTED" ->
          dropsFailed ? FAILED : null;
      default -> throw row.error("State", "a state of Slurm's such as COMPLETED or RUNNING");
    };
  }

  private long durationNanos(CsvRow row) {
    if (endSecond != SacctTimes.NONE) {
      return durationToEnd(row);
    }
    return censored.durationNanos(
        (startSecond - span.firstSecond) * NANOS_PER_SECOND,
        (span.lastSecond - span.firstSecond) * NANOS_PER_SECOND);
  }

  /** How long it ran, without the time in which it was suspended where that is told. */
  private long durationToEnd(CsvRow row) {
    long elapsed = SacctTimes.nanos(row, columns.elapsed());
    if (elapsed != SacctTimes.NONE || endSecond == SacctTimes.NONE) {
      return Math.max(0, elapsed);
    }
    long seconds = endSecond - startSecond;
    return seconds < 0 ? Long.MIN_VALUE + 1 : seconds * NANOS_PER_SECOND;
  }

  private static int nodes(CsvRow row, Tres tres) {
    long nodes = tres.count("node", NODES_MAX);
    for (String column : List.of("NNodes", "AllocNodes", "ReqNodes")) {
      nodes = nodes == 0 && !row.isEmpty(column) ? row.integer(column, 0, NODES_MAX) : nodes;
    }
    return (int) Math.max(1, nodes);
  }

  private Shape shape(CsvRow row) {
    Tres tres = Tres.of(row, row.isEmpty("AllocTRES") ? "ReqTRES" : "AllocTRES");
    int nodes = nodes(row, tres);
    List<String> repairs = new ArrayList<>();
    long cpus = tres.count("cpu", CPUS_MAX);
    for (String column : List.of("AllocCPUS", "NCPUS", "ReqCPUS")) {
      cpus = cpus == 0 && !row.isEmpty(column) ? row.integer(column, 0, CPUS_MAX) : cpus;
    }
    if (cpus == 0) {
      repairs.add(NO_CPU);
      cpus = nodes;
    }
    long gpus = tres.gpus(GPUS_PER_NODE_MAX * nodes);
    if (gpus % nodes != 0) {
      repairs.add(UNEVEN);
    }
    long memory = memoryOfNode(row, tres, cpus, nodes);
    if (memory == 0) {
      repairs.add(NO_MEMORY);
    }
    JobShape shape =
        new JobShape(
            share(1000 * cpus, nodes),
            memory,
            (int) share(gpus, nodes),
            Tres.of(row, "ReqTRES").gpuModel());
    return new Shape(nodes, specs.get(shape, shape::toSpec), repairs);
  }

  /** Up to version 20.11 ReqMem is of each node or processor, as its last letter says. */
  private static long memoryOfNode(CsvRow row, Tres tres, long cpus, int nodes) {
    long bytes = tres.bytes("mem");
    String text = row.text("ReqMem");
    if (bytes > 0 || text.isEmpty()) {
      return share(bytes, nodes);
    }
    char last = text.charAt(text.length() - 1);
    boolean isPart = last == 'n' || last == 'c';
    long amount = Tres.bytes(row, "ReqMem", isPart ? text.substring(0, text.length() - 1) : text);
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

  /** What jobs of like rows have in common, and how their rows were repaired. */
  private record Shape(int nodes, PodSpec spec, List<String> repairs) {}

  /** When the first job arrived, the last time of all, and whether jobs are in order of arrival. */
  private record Span(long firstSecond, long lastSecond, boolean isInOrder) {
    private static final Span NOTHING = new Span(0, 0, false);
  }
}
