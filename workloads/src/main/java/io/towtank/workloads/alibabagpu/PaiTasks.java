package io.towtank.workloads.alibabagpu;

import io.towtank.model.DeviceRequest;
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
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TraceTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task is a group of like pods. With the job table it arrives when its job was submitted, without
 * it when the task started; with the tags it asks for the model of GPU that its users wanted.
 */
final class PaiTasks {
  static final String NEVER_RAN = "task that never ran";
  static final String FAILED = "task that failed";
  static final String ENDS_BEFORE_IT_STARTS = "ends before it starts";
  static final String NO_REQUEST = "plan_cpu or plan_mem not said: requests none of it";
  static final String PART_OF_SEVERAL = "plan_gpu above 100 is no whole number of GPUs: rounded up";
  static final String NO_JOB = "its job is not in the job table: arrives when it starts";

  private static final CsvLayout TASK_LAYOUT =
      CsvLayout.headerless(
          "job_name",
          "task_name",
          "inst_num",
          "status",
          "start_time",
          "end_time",
          "plan_cpu",
          "plan_mem",
          "plan_gpu",
          "gpu_type");
  private static final CsvLayout JOB_LAYOUT =
      CsvLayout.headerless("job_name", "inst_id", "user", "status", "start_time", "end_time");
  private static final CsvLayout TAG_LAYOUT =
      CsvLayout.headerless("inst_id", "user", "gpu_type_spec", "group", "workload");
  private static final int JOB = 0;
  private static final int TASK = 1;
  private static final int INSTANCES = 2;
  private static final int STATUS = 3;
  private static final int START = 4;
  private static final int END = 5;
  private static final int CPU = 6;
  private static final int MEMORY = 7;
  private static final int GPU = 8;
  private static final int JOBS_MAX = 20_000_000;
  private static final double INSTANCES_MAX = 1_000_000;
  private static final double GPU_MAX = 102_400;
  private static final double MILLIS_PER_UNIT = 10;
  private static final double BYTES_PER_GB = 1L << 30;
  private static final double MEMORY_GB_MAX = 1 << 20;

  private final TraceAccounts accounts;
  private final CensoredLifetimes censored;
  private final boolean dropsFailed;
  private final Map<String, Job> jobs = new HashMap<>();
  private final SpecCache specs = new SpecCache();
  private final RowCache<Request> requests =
      new RowCache<>(new int[] {CPU, MEMORY, GPU}, this::request);
  private final RowCache<Labels> roles =
      new RowCache<>(new int[] {TASK}, row -> Labels.of("role", row.nameOf("", TASK)));
  private final RowCache<String> states =
      new RowCache<>(new int[] {STATUS}, row -> row.text(STATUS));
  private long lastNanos;

  private PaiTasks(TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    censored = CensoredLifetimes.of(options, accounts);
    dropsFailed =
        options.word(PaiFormat.FAILED_TASKS, "kept", List.of("kept", "dropped")).equals("dropped");
  }

  static ArrivalSource open(TraceTables tables, TraceOptions options, TraceAccounts accounts) {
    PaiTasks tasks = new PaiTasks(options, accounts);
    tasks.readJobs(tables.files(PaiFormat.JOBS), tables.files(PaiFormat.TAGS));
    return new RowSource(
        CsvTable.open(tables.main(PaiFormat.TASKS), TASK_LAYOUT, CsvTable::requireRows),
        tasks::read,
        accounts,
        tasks.jobs.isEmpty() ? START : -1);
  }

  private void readJobs(List<Path> jobFiles, List<Path> tagFiles) {
    if (jobFiles.isEmpty()) {
      return;
    }
    Map<String, String> modelByInstance = new HashMap<>();
    if (!tagFiles.isEmpty()) {
      forEach(
          tagFiles,
          TAG_LAYOUT,
          row -> {
            if (!row.isEmpty(2)) {
              modelByInstance.put(row.text(0), row.text(2));
            }
          });
    }
    forEach(
        jobFiles,
        JOB_LAYOUT,
        row -> {
          if (jobs.size() == JOBS_MAX) {
            throw row.error("more than " + JOBS_MAX + " jobs");
          }
          if (!row.isEmpty(4)) {
            String model = modelByInstance.getOrDefault(row.text(1), "");
            jobs.put(row.text(0), new Job(row.secondsAsNanos(4), model));
          }
        });
  }

  private static void forEach(List<Path> files, CsvLayout layout, Consumer<CsvRow> reader) {
    try (CsvTable table = CsvTable.open(files, layout, CsvTable::requireRows)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        reader.accept(row);
      }
    } catch (IOException e) {
      throw new InputException(files.get(0) + ": the file can't be read", e);
    }
  }

  private @Nullable PodBatch read(CsvRow row) {
    String reason = dropped(row);
    if (reason != null) {
      accounts.drop(reason);
      return null;
    }
    long start = row.secondsAsNanos(START);
    lastNanos = Math.max(lastNanos, start);
    long duration;
    if (row.isEmpty(END)) {
      duration = censored.durationNanos(start, lastNanos);
    } else {
      long end = row.secondsAsNanos(END);
      lastNanos = Math.max(lastNanos, end);
      duration = end - start;
    }
    if (duration == CensoredLifetimes.LEFT_OUT || duration < Pod.NEVER) {
      accounts.drop(
          duration == CensoredLifetimes.LEFT_OUT
              ? CensoredLifetimes.NO_END
              : ENDS_BEFORE_IT_STARTS);
      return null;
    }
    Job job = jobs.isEmpty() ? null : jobs.get(row.text(JOB));
    if (job == null && !jobs.isEmpty()) {
      accounts.repair(NO_JOB);
    }
    row.requireName(JOB);
    String name = row.nameOf("job-", JOB);
    Pod pod =
        Pod.builder(row.nameBehind(name, TASK), spec(row, job == null ? "" : job.gpuModel))
            .labels(roles.get(row))
            .owner(new OwnerReference("Job", name))
            .durationNanos(duration)
            .build();
    int instances = (int) StrictMath.round(row.number(INSTANCES, 1, INSTANCES_MAX));
    return new PodBatch(job == null ? start : job.submittedNanos, pod, instances);
  }

  private @Nullable String dropped(CsvRow row) {
    return switch (states.get(row)) {
      case "Terminated", "Running" -> row.isEmpty(START) ? NEVER_RAN : null;
      case "Waiting", "Ready" -> NEVER_RAN;
      case "Failed", "Cancelled", "Interrupted" ->
          dropsFailed ? FAILED : row.isEmpty(START) ? NEVER_RAN : null;
      default -> throw row.error("status", "Terminated, Running, Failed or Waiting");
    };
  }

  private PodSpec spec(CsvRow row, String model) {
    Request request = requests.get(row);
    if (!request.isSaid) {
      accounts.repair(NO_REQUEST);
    }
    if (request.isPartOfSeveral) {
      accounts.repair(PART_OF_SEVERAL);
    }
    if (request.shape.gpuMilli() == 0 || model.isEmpty()) {
      return request.spec;
    }
    GpuShape shape = request.shape.ofModel(model);
    return specs.get(shape, shape::toSpec);
  }

  private Request request(CsvRow row) {
    double cpu = row.isEmpty(CPU) ? 0 : row.number(CPU, 0, CsvRow.CPU_MILLIS_MAX / 10.0);
    double memory = row.isEmpty(MEMORY) ? 0 : row.number(MEMORY, 0, MEMORY_GB_MAX);
    long gpu =
        row.isEmpty(GPU) ? 0 : StrictMath.round(row.number(GPU, 0, GPU_MAX) * MILLIS_PER_UNIT);
    boolean isPartOfSeveral = gpu > DeviceRequest.WHOLE && gpu % DeviceRequest.WHOLE != 0;
    if (isPartOfSeveral) {
      gpu = (gpu / DeviceRequest.WHOLE + 1) * DeviceRequest.WHOLE;
    }
    GpuShape shape =
        new GpuShape(
            StrictMath.round(cpu * MILLIS_PER_UNIT),
            StrictMath.round(memory * BYTES_PER_GB),
            gpu,
            "",
            null);
    return new Request(
        shape,
        specs.get(shape, shape::toSpec),
        !row.isEmpty(CPU) && !row.isEmpty(MEMORY),
        isPartOfSeveral);
  }

  /** What tasks ask for, whatever the model of GPU. */
  private record Request(GpuShape shape, PodSpec spec, boolean isSaid, boolean isPartOfSeveral) {}

  private record Job(long submittedNanos, String gpuModel) {}
}
