package io.towtank.workloads.swf;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.BlankSeparatedRows;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.Rows;
import io.towtank.workloads.input.SpecCache;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the pods of a log's jobs. A value of -1 is not known. */
final class SwfJobs {
  static final List<String> COLUMNS =
      List.of(
          "job",
          "submit",
          "wait",
          "run",
          "allocated_processors",
          "cpu_used",
          "used_memory",
          "requested_processors",
          "requested_time",
          "requested_memory",
          "status",
          "user",
          "group",
          "executable",
          "queue",
          "partition",
          "preceding_job",
          "think_time");

  static final char COMMENT = ';';
  static final String NEVER_RAN = "cancelled before it ran";
  static final String NO_RUN_TIME = "no run time";
  static final String NO_PROCESSORS = "no number of processors";
  static final String PARTIAL = "part of a job whose summary is counted";
  static final String FAILED = "failed or cancelled while it ran";
  static final String NO_MEMORY = "no memory: requests none";

  static final String CALENDAR = "time of the calendar: counted from the first job's";
  static final String BEFORE_THE_FIRST = "submitted before the first job: arrives with it";

  /** Ten years: no log is that long. */
  private static final double CALENDAR_SECONDS_MIN = 315_576_000;

  private static final int JOB = 0;
  private static final int SUBMIT = 1;
  private static final int RUN = 3;
  private static final int ALLOCATED_PROCESSORS = 4;
  private static final int USED_MEMORY = 6;
  private static final int REQUESTED_PROCESSORS = 7;
  private static final int REQUESTED_MEMORY = 9;
  private static final int STATUS = 10;
  private static final int USER = 11;
  private static final int QUEUE = 14;
  private static final int PARTITION = 15;
  private static final int PRECEDING_JOB = 16;
  private static final int THINK_TIME = 17;
  private static final int CANCELLED = 5;
  private static final int PROCESSORS_MAX = 1_000_000;
  private static final int STATUS_MAX = 5;
  private static final double UNKNOWN = -1;
  private static final double MEMORY_MAX = 1e18;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final TraceAccounts accounts;
  private final int processorsPerPod;
  private final long bytesPerUnit;
  private final boolean dropsFailed;
  private final boolean memoryIsOfJob;
  private double startSeconds = Double.NaN;
  private final SpecCache specs = new SpecCache();
  private final RowCache<Shape> shapes =
      new RowCache<>(
          new int[] {ALLOCATED_PROCESSORS, USED_MEMORY, REQUESTED_PROCESSORS, REQUESTED_MEMORY},
          this::shape);
  private final RowCache<Labels> labels =
      new RowCache<>(new int[] {USER, QUEUE, PARTITION}, SwfJobs::labels);

  SwfJobs(TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    processorsPerPod =
        Math.toIntExact(options.integer(SwfFormat.PROCESSORS_PER_POD, 0, PROCESSORS_MAX).orElse(1));
    bytesPerUnit =
        options
                .word(SwfFormat.MEMORY_UNIT, "kilobytes", List.of("kilobytes", "bytes"))
                .equals("bytes")
            ? 1
            : 1024;
    memoryIsOfJob =
        options.word(SwfFormat.MEMORY_PER, "processor", List.of("processor", "job")).equals("job");
    dropsFailed =
        options.word(SwfFormat.FAILED_JOBS, "kept", List.of("kept", "dropped")).equals("dropped");
  }

  static ArrivalSource open(Path file, TraceOptions options, TraceAccounts accounts) {
    SwfJobs jobs = new SwfJobs(options, accounts);
    return new RowSource(rows(file), jobs::read, accounts, SUBMIT);
  }

  static Rows rows(Path file) {
    return BlankSeparatedRows.open(file, COLUMNS, COMMENT, comment -> {});
  }

  /** Number of a row's job. */
  static long job(CsvRow row) {
    return row.integer(JOB, 0, Long.MAX_VALUE);
  }

  /** Number of the job that must end before a row's; below 0 if there is none. */
  static long precedingJob(CsvRow row) {
    return row.integer(PRECEDING_JOB, -1, Long.MAX_VALUE);
  }

  /** Time from the end of the preceding job to the submission. */
  static double thinkSeconds(CsvRow row) {
    return Math.max(0, row.number(THINK_TIME, UNKNOWN, CsvRow.SECONDS_MAX));
  }

  /** The row's pods; null if it makes none, which is counted. */
  @Nullable PodBatch read(CsvRow row) {
    long job = job(row);
    long status = row.integer(STATUS, -1, STATUS_MAX);
    double run = row.number(RUN, -CsvRow.SECONDS_MAX, CsvRow.SECONDS_MAX);
    long processors = processors(row);
    if (status >= 2 && status < CANCELLED) {
      accounts.drop(PARTIAL);
      return null;
    }
    if (run < 0 || (status == CANCELLED && run == 0)) {
      accounts.drop(status == CANCELLED ? NEVER_RAN : NO_RUN_TIME);
      return null;
    }
    if (dropsFailed && (status == 0 || status == CANCELLED)) {
      accounts.drop(FAILED);
      return null;
    }
    if (processors < 1) {
      accounts.drop(NO_PROCESSORS);
      return null;
    }
    Shape shape = shapes.get(row);
    if (!shape.hasMemory()) {
      accounts.repair(NO_MEMORY);
    }
    String name = "job-" + job;
    Pod pod =
        Pod.builder(name, shape.spec())
            .labels(labels.get(row))
            .owner(new OwnerReference("Job", name))
            .durationNanos(StrictMath.round(run * NANOS_PER_SECOND))
            .build();
    return new PodBatch(submitNanos(row), pod, shape.pods());
  }

  private Shape shape(CsvRow row) {
    long processors = processors(row);
    long perPod = processorsPerPod == 0 ? processors : Math.min(processors, processorsPerPod);
    // A job that fills its last pod only in part has that pod all the same.
    int pods = Math.toIntExact((processors + perPod - 1) / perPod);
    long memoryBytes = memoryBytes(row, perPod, processors);
    return new Shape(pods, specs.of(1000 * perPod, Math.max(0, memoryBytes)), memoryBytes >= 0);
  }

  /** Logs count from their start; some derived ones have times of the calendar. */
  private long submitNanos(CsvRow row) {
    double submit = row.number(SUBMIT, 0, CsvRow.SECONDS_MAX);
    if (Double.isNaN(startSeconds)) {
      startSeconds = submit >= CALENDAR_SECONDS_MIN ? submit : 0;
    }
    if (startSeconds > 0) {
      accounts.repair(CALENDAR);
      if (submit < startSeconds) {
        accounts.repair(BEFORE_THE_FIRST);
      }
    }
    return StrictMath.round(Math.max(0, submit - startSeconds) * NANOS_PER_SECOND);
  }

  private static long processors(CsvRow row) {
    long requested = row.integer(REQUESTED_PROCESSORS, -1, PROCESSORS_MAX);
    return requested > 0 ? requested : row.integer(ALLOCATED_PROCESSORS, -1, PROCESSORS_MAX);
  }

  /** What a pod's share of the processors was given, or else used; -1 if neither is known. */
  private long memoryBytes(CsvRow row, long perPod, long processors) {
    double requested = row.number(REQUESTED_MEMORY, UNKNOWN, MEMORY_MAX);
    double amount = requested > 0 ? requested : row.number(USED_MEMORY, UNKNOWN, MEMORY_MAX);
    if (amount <= 0) {
      return -1;
    }
    double ofProcessors = memoryIsOfJob ? (double) perPod / processors : perPod;
    double bytes = amount * bytesPerUnit * ofProcessors;
    if (bytes > CsvRow.MEMORY_BYTES_MAX) {
      throw row.error(
          requested > 0 ? "requested_memory" : "used_memory",
          "a pod's memory of at most 1 PiB; see the options '%s' and '%s'"
              .formatted(SwfFormat.MEMORY_UNIT, SwfFormat.MEMORY_PER));
    }
    return StrictMath.round(bytes);
  }

  private static Labels labels(CsvRow row) {
    return withNumber(
        withNumber(withNumber(Labels.EMPTY, "user", row, USER), "queue", row, QUEUE),
        "partition",
        row,
        PARTITION);
  }

  private static Labels withNumber(Labels labels, String label, CsvRow row, int column) {
    long number = row.integer(column, -1, Long.MAX_VALUE);
    return number < 0 ? labels : labels.with(label, Long.toString(number));
  }

  /**
   * What pods of like rows have in common.
   *
   * @param pods how many there are
   * @param hasMemory whether the row says how much memory they need
   */
  private record Shape(int pods, PodSpec spec, boolean hasMemory) {}
}
