package io.towtank.workloads.alibaba2018;

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
 * Alibaba's cluster-trace-v2018: tables {@code machine_meta}, {@code container_meta} and {@code
 * batch_task}, whose task names tell the jobs' graphs. Source: its {@code schema.txt}.
 */
public final class Alibaba2018Format implements PartedFormat {
  /** Option: {@code kept} or {@code dropped}, what becomes of tasks that failed. */
  static final String FAILED_TASKS = "failedTasks";

  static final String BATCH_TASK = "batch_task";
  static final String CONTAINER_META = "container_meta";
  static final String MACHINE_META = "machine_meta";

  /** Made by the service loader. */
  public Alibaba2018Format() {}

  @Override
  public String name() {
    return "alibaba-2018";
  }

  @Override
  public String summary() {
    return "Alibaba cluster-trace-v2018: batch_task with its workflows, container_meta, machine_meta";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION, FAILED_TASKS));
  }

  @Override
  public SortedMap<String, String> scales() {
    SortedMap<String, String> scales = new TreeMap<>();
    scales.put("memory", "384Gi");
    return scales;
  }

  @Override
  public List<Node> readNodes(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return MachineMeta.read(TraceTables.in(path).main(MACHINE_META), this, options, accounts);
  }

  @Override
  public ArrivalStream openPods(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    List<TablePart> tables = tables(path);
    return Arrivals.of(
        () -> ChainedSources.over(tables, table -> openPart(table, options, accounts)),
        options,
        accounts);
  }

  @Override
  public List<TablePart> parts(Path path, TraceOptions options) {
    options.requireKnownTo(this);
    return tables(path);
  }

  @Override
  public ArrivalSource openPart(TablePart part, TraceOptions options, TraceAccounts accounts) {
    return part.table().equals(CONTAINER_META)
        ? ContainerMeta.open(part.allPaths(), this, options, accounts)
        : BatchTasks.open(part, this, options, accounts);
  }

  /** Rows of a container, and of a job, belong together, so that a table is read by one reader. */
  private static List<TablePart> tables(Path path) {
    TraceTables tables = TraceTables.in(path);
    List<Path> containers = tables.files(CONTAINER_META);
    List<Path> tasks = containers.isEmpty() ? tables.main(BATCH_TASK) : tables.files(BATCH_TASK);
    List<TablePart> parts = new ArrayList<>();
    if (!containers.isEmpty()) {
      parts.add(TablePart.whole(CONTAINER_META, containers));
    }
    if (!tasks.isEmpty()) {
      parts.add(TablePart.whole(BATCH_TASK, tasks));
    }
    if (parts.isEmpty()) {
      throw new InputException(path + ": neither batch_task nor container_meta");
    }
    return parts;
  }
}
