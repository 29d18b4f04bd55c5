package io.towtank.workloads.opendc;

import io.towtank.model.DeviceRequest;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.ParquetRows;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowSource;
import io.towtank.workloads.input.Rows;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TraceFile;
import io.towtank.workloads.input.TraceTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pod of each task. The table is gone through once for its first submission, and for
 * whether tasks have parents.
 */
final class OpenDcTasks {
  static final String NO_CORES = "no cores";
  static final String ENDS_BEFORE_IT_STARTS = "ends before it starts";

  private static final String ID = "id";
  private static final String CORES = "cpu_count";
  private static final String MEMORY = "mem_capacity";
  private static final String GPUS = "gpu_count";
  private static final String DURATION = "duration";
  private static final String SUBMISSION = "submission_time";
  private static final String START = "start_time";
  private static final String STOP = "stop_time";
  private static final List<String> OLD_REQUIRED = List.of(ID, START, STOP, CORES, MEMORY);
  private static final List<String> REQUIRED = List.of(ID, SUBMISSION, DURATION, CORES, MEMORY);
  private static final List<String> WANTED =
      List.of(
          ID,
          SUBMISSION,
          START,
          STOP,
          DURATION,
          CORES,
          MEMORY,
          GPUS,
          Dependencies.PARENTS,
          Dependencies.CHILDREN);

  private static final long MILLIS_MAX = 1000 * CsvRow.SECONDS_MAX;
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final double CORES_MAX = CsvRow.CPU_MILLIS_MAX / 1000.0;
  private static final int GPUS_MAX = 1024;

  private final TraceAccounts accounts;
  private final long bytesPerUnit;
  private final SpecCache specs = new SpecCache();
  private long startMillis = Long.MAX_VALUE;
  private boolean hasDependencies;

  private OpenDcTasks(TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    bytesPerUnit =
        switch (options.word(OpenDcFormat.MEMORY_UNIT, "MB", List.of("bytes", "KB", "MB", "GB"))) {
          case "bytes" -> 1;
          case "KB" -> 1L << 10;
          case "GB" -> 1L << 30;
          default -> 1L << 20;
        };
  }

  static ArrivalSource open(Path path, TraceOptions options, TraceAccounts accounts) {
    Path file = table(path);
    OpenDcTasks tasks = new OpenDcTasks(options, accounts);
    try (Rows rows = rows(file)) {
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        tasks.startMillis = Math.min(tasks.startMillis, submission(row));
        tasks.hasDependencies |= Dependencies.has(row);
      }
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
    return tasks.hasDependencies
        ? Dependencies.source(rows(file), tasks::read, accounts)
        : new RowSource(rows(file), tasks::read, accounts);
  }

  /** The Parquet file is what OpenDC reads; a CSV beside it is a copy. */
  private static Path table(Path path) {
    TraceTables tables = TraceTables.in(path);
    if (tables.main("tasks").equals(List.of(path))) {
      return path;
    }
    List<Path> files = tables.require("tasks");
    return files.stream().filter(OpenDcTasks::isParquet).findFirst().orElse(files.get(0));
  }

  private static boolean isParquet(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  private static Rows rows(Path file) {
    if (isParquet(file)) {
      ParquetRows rows = ParquetRows.open(file, WANTED, List.of(ID, CORES, MEMORY));
      for (String column : rows.column(SUBMISSION) < 0 ? OLD_REQUIRED : REQUIRED) {
        if (rows.column(column) < 0) {
          InputException problem = new InputException(file + ": no column '" + column + "'");
          try {
            rows.close();
          } catch (IOException e) {
            problem.addSuppressed(e);
          }
          throw problem;
        }
      }
      return rows;
    }
    return CsvTable.open(
        List.of(file),
        CsvLayout.WITH_HEADER,
        table ->
            table.requireColumns(
                WANTED,
                column -> true,
                table.hasColumn(START) && !table.hasColumn(SUBMISSION) ? OLD_REQUIRED : REQUIRED));
  }

  private static long submission(CsvRow row) {
    return row.integer(row.isEmpty(SUBMISSION) ? START : SUBMISSION, 0, MILLIS_MAX);
  }

  private @Nullable PodBatch read(CsvRow row) {
    double cores = row.number(CORES, 0, CORES_MAX);
    if (cores == 0) {
      accounts.drop(NO_CORES);
      return null;
    }
    long submitted = submission(row);
    long duration =
        row.isEmpty(DURATION)
            ? row.integer(STOP, 0, MILLIS_MAX) - submitted
            : row.integer(DURATION, 0, MILLIS_MAX);
    if (duration < 0) {
      accounts.drop(ENDS_BEFORE_IT_STARTS);
      return null;
    }
    double memory =
        row.number(MEMORY, 0, (double) CsvRow.MEMORY_BYTES_MAX / bytesPerUnit) * bytesPerUnit;
    int gpus = row.isEmpty(GPUS) ? 0 : (int) row.integer(GPUS, 0, GPUS_MAX);
    Shape shape = new Shape(StrictMath.round(1000 * cores), StrictMath.round(memory), gpus);
    String name = name(row);
    Pod pod =
        Pod.builder(name, specs.get(shape, shape::toSpec))
            .owner(new OwnerReference("Job", name))
            .durationNanos(duration * NANOS_PER_MILLI)
            .build();
    return new PodBatch((submitted - startMillis) * NANOS_PER_MILLI, pod, 1);
  }

  private static String name(CsvRow row) {
    String id = row.text(ID);
    if (id.isEmpty()) {
      throw row.error(ID, "the task's id");
    }
    return Names.of("task-", id);
  }

  private record Shape(long cpuMillis, long memoryBytes, int gpus) {
    PodSpec toSpec() {
      return PodSpec.builder()
          .requests(ResourceList.of(cpuMillis, memoryBytes))
          .devices(
              gpus == 0
                  ? List.of()
                  : List.of(new DeviceRequest(ResourceNames.NVIDIA_GPU, gpus, DeviceRequest.WHOLE)))
          .build();
    }
  }
}
