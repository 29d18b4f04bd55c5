package io.towtank.workloads.alibaba2017;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.ChainedSources;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.input.TraceTables;
import io.towtank.workloads.parts.PartedFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Alibaba's cluster-trace-v2017: tables {@code batch_task}, {@code container_event} and {@code
 * server_event}. Source: its {@code schema.csv}.
 */
public final class Alibaba2017Format implements PartedFormat {
  /** Option: {@code kept} or {@code dropped}, what becomes of tasks that failed. */
  static final String FAILED_TASKS = "failedTasks";

  static final String BATCH_TASK = "batch_task";
  static final String CONTAINER_EVENT = "container_event";
  static final String SERVER_EVENT = "server_event";

  /** Made by the service loader. */
  public Alibaba2017Format() {}

  @Override
  public String name() {
    return "alibaba-2017";
  }

  @Override
  public String summary() {
    return "Alibaba cluster-trace-v2017: batch_task, container_event, server_event";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION, FAILED_TASKS));
  }

  @Override
  public SortedMap<String, String> scales() {
    SortedMap<String, String> scales = new TreeMap<>();
    scales.put("memory", "256Gi");
    return scales;
  }

  @Override
  public List<Node> readNodes(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return ServerEvents.read(TraceTables.in(path).main(SERVER_EVENT), this, options, accounts);
  }

  @Override
  public ArrivalStream openPods(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    List<TablePart> tables = tables(path, false);
    return Arrivals.of(
        () -> ChainedSources.over(tables, table -> openPart(table, options, accounts)),
        options,
        accounts);
  }

  @Override
  public List<TablePart> parts(Path path, TraceOptions options) {
    options.requireKnownTo(this);
    return tables(path, true);
  }

  @Override
  public ArrivalSource openPart(TablePart part, TraceOptions options, TraceAccounts accounts) {
    return part.table().equals(CONTAINER_EVENT)
        ? ContainerEvents.open(part.allPaths(), this, options, accounts)
        : BatchTasks.open(part, this, options, accounts);
  }

  /** What a container's row makes depends on its other rows; tasks are independent. */
  private static List<TablePart> tables(Path path, boolean inParts) {
    TraceTables tables = TraceTables.in(path);
    List<Path> containers = tables.files(CONTAINER_EVENT);
    List<Path> tasks = containers.isEmpty() ? tables.main(BATCH_TASK) : tables.files(BATCH_TASK);
    List<TablePart> parts = new ArrayList<>();
    if (!containers.isEmpty()) {
      parts.add(TablePart.whole(CONTAINER_EVENT, containers));
    }
    if (!tasks.isEmpty()) {
      parts.addAll(
          inParts
              ? TablePart.ofLines(BATCH_TASK, tasks)
              : List.of(TablePart.whole(BATCH_TASK, tasks)));
    }
    if (parts.isEmpty()) {
      throw new InputException(path + ": neither batch_task nor container_event");
    }
    return parts;
  }
}
