package io.towtank.workloads.alibaba2017;

import io.towtank.model.Labels;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long-running containers: created once, and removed once or never. Removals are read first; there
 * are some ten thousand containers.
 */
final class ContainerEvents {
  static final String REMOVAL_WITHOUT_CREATION = "removal of a container that was never created";
  static final String NO_REQUEST = "no requests: requests nothing";

  private static final CsvLayout LAYOUT =
      CsvLayout.headerless(
          "timestamp",
          "event_type",
          "instance_id",
          "machine_id",
          "plan_cpu",
          "plan_mem",
          "plan_disk",
          "cpuset");
  private static final int TIME = 0;
  private static final int EVENT = 1;
  private static final int CPU = 4;
  private static final int MEMORY = 5;
  private static final int CONTAINERS_MAX = 10_000_000;
  private static final long END_SECONDS = 86_400;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final TraceAccounts accounts;
  private final CensoredLifetimes censored;
  private final long memoryBytes;
  private final Map<String, Long> removedSeconds;
  private final SpecCache specs = new SpecCache();

  private ContainerEvents(
      Alibaba2017Format format,
      TraceOptions options,
      TraceAccounts accounts,
      Map<String, Long> removedSeconds) {
    this.accounts = accounts;
    this.removedSeconds = removedSeconds;
    censored = CensoredLifetimes.of(options, accounts);
    memoryBytes = options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts);
  }

  static ArrivalSource open(
      List<Path> files, Alibaba2017Format format, TraceOptions options, TraceAccounts accounts) {
    ContainerEvents events = new ContainerEvents(format, options, accounts, removals(files));
    return new RowSource(
        CsvTable.open(files, LAYOUT, CsvTable::requireRows), events::read, accounts);
  }

  private static Map<String, Long> removals(List<Path> files) {
    Map<String, Long> seconds = new HashMap<>();
    try (CsvTable table = CsvTable.open(files, LAYOUT, CsvTable::requireRows)) {
      for (CsvRow row = table.next(); row != null; row = table.next()) {
        if (row.text(EVENT).equals("Remove")) {
          if (seconds.size() == CONTAINERS_MAX) {
            throw row.error("more than " + CONTAINERS_MAX + " containers");
          }
          seconds.putIfAbsent(row.name("instance_id"), time(row));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seconds;
  }

  private @Nullable PodBatch read(CsvRow row) {
    String name = row.name("instance_id");
    switch (row.text(EVENT)) {
      case "Create" -> {
        return created(row, name);
      }
      case "Remove" -> {
        if (removedSeconds.containsKey(name)) {
          accounts.drop(REMOVAL_WITHOUT_CREATION);
        } else {
          accounts.use();
        }
        return null;
      }
      default -> throw row.error("event_type", "Create or Remove");
    }
  }

  private @Nullable PodBatch created(CsvRow row, String name) {
    long start = Math.max(0, time(row)) * NANOS_PER_SECOND;
    Long removed = removedSeconds.remove(name);
    long duration =
        removed == null
            ? censored.durationNanos(start, END_SECONDS * NANOS_PER_SECOND)
            : Math.max(0, removed * NANOS_PER_SECOND - start);
    if (duration == CensoredLifetimes.LEFT_OUT) {
      accounts.drop(CensoredLifetimes.NO_END);
      return null;
    }
    if (row.isEmpty(CPU) && row.isEmpty(MEMORY)) {
      accounts.repair(NO_REQUEST);
    }
    double cpu = row.isEmpty(CPU) ? 0 : row.number(CPU, 0, CsvRow.CPU_MILLIS_MAX / 1000.0);
    double memory = row.isEmpty(MEMORY) ? 0 : row.number(MEMORY, 0, 1);
    PodSpec spec = specs.of(StrictMath.round(1000 * cpu), StrictMath.round(memory * memoryBytes));
    Pod pod =
        Pod.builder("container-" + name, spec)
            .labels(Labels.of("kind", "container"))
            .durationNanos(duration)
            .build();
    return new PodBatch(start, pod, 1);
  }

  private static long time(CsvRow row) {
    return row.integer(TIME, -CsvRow.SECONDS_MAX, CsvRow.SECONDS_MAX);
  }
}
