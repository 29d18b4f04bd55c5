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
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.Rows;
import io.towtank.workloads.input.SpecCache;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final int SUBMIT = 1;
  private static final int PRECEDING_JOB = 16;
  private static final int THINK_TIME = 17;
  private static final int CANCELLED = 5;
  private static final int PROCESSORS_MAX = 1_000_000;
  private static final int STATUS_MAX = 5;
  private static final int LABELS_MAX = 100_000;
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
  private final Map<Origin, Labels> labelsByOrigin = new HashMap<>();

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
    return row.integer(0, 0, Long.MAX_VALUE);
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
    long status = row.integer(10, -1, STATUS_MAX);
    double run = row.number(3, -CsvRow.SECONDS_MAX, CsvRow.SECONDS_MAX);
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
    long perPod = processorsPerPod == 0 ? processors : Math.min(processors, processorsPerPod);
    // A job that fills its last pod only in part has that pod all the same.
    int pods = Math.toIntExact((processors + perPod - 1) / perPod);
    PodSpec spec = specs.of(1000 * perPod, memoryBytes(row, perPod, processors));
    String name = "job-" + job;
    Pod pod =
        Pod.builder(name, spec)
            .labels(labels(row))
            .owner(new OwnerReference("Job", name))
            .durationNanos(StrictMath.round(run * NANOS_PER_SECOND))
            .build();
    return new PodBatch(submitNanos(row), pod, pods);
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
    long requested = row.integer(7, -1, PROCESSORS_MAX);
    return requested > 0 ? requested : row.integer(4, -1, PROCESSORS_MAX);
  }

  /** What a pod's share of the processors was given, or else used; 0 if neither is known. */
  private long memoryBytes(CsvRow row, long perPod, long processors) {
    double requested = row.number(9, UNKNOWN, MEMORY_MAX);
    double amount = requested > 0 ? requested : row.number(6, UNKNOWN, MEMORY_MAX);
    if (amount <= 0) {
      accounts.repair(NO_MEMORY);
      return 0;
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

  private Labels labels(CsvRow row) {
    Origin origin =
        new Origin(
            row.integer(11, -1, Long.MAX_VALUE),
            row.integer(14, -1, Long.MAX_VALUE),
            row.integer(15, -1, Long.MAX_VALUE));
    Labels known = labelsByOrigin.get(origin);
    if (known != null) {
      return known;
    }
    if (labelsByOrigin.size() == LABELS_MAX) {
      labelsByOrigin.clear();
    }
    Labels labels = origin.toLabels();
    labelsByOrigin.put(origin, labels);
    return labels;
  }

  private record Origin(long user, long queue, long partition) {
    Labels toLabels() {
      Labels labels = Labels.EMPTY;
      labels = user < 0 ? labels : labels.with("user", Long.toString(user));
      labels = queue < 0 ? labels : labels.with("queue", Long.toString(queue));
      return partition < 0 ? labels : labels.with("partition", Long.toString(partition));
    }
  }
}
