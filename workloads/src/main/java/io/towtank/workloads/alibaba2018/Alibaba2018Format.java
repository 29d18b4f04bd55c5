package io.towtank.workloads.alibaba2018;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.ChainedSources;
import io.towtank.workloads.input.TraceTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Alibaba's cluster-trace-v2018: tables {@code machine_meta}, {@code container_meta} and {@code
 * batch_task}, whose task names tell the jobs' graphs. Source: its {@code schema.txt}.
 */
public final class Alibaba2018Format implements TraceFormat {
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
    TraceTables tables = TraceTables.in(path);
    List<Path> containers = tables.files(CONTAINER_META);
    List<Path> tasks = containers.isEmpty() ? tables.main(BATCH_TASK) : tables.files(BATCH_TASK);
    List<Supplier<ArrivalSource>> sources = new ArrayList<>();
    if (!containers.isEmpty()) {
      sources.add(() -> ContainerMeta.open(containers, this, options, accounts));
    }
    if (!tasks.isEmpty()) {
      sources.add(() -> BatchTasks.open(tasks, this, options, accounts));
    }
    if (sources.isEmpty()) {
      throw new InputException(path + ": neither batch_task nor container_meta");
    }
    return Arrivals.of(() -> new ChainedSources(sources), options, accounts);
  }
}
