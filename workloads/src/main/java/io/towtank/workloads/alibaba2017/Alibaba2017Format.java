package io.towtank.workloads.alibaba2017;

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
 * Alibaba's cluster-trace-v2017: tables {@code batch_task}, {@code container_event} and {@code
 * server_event}. Source: its {@code schema.csv}.
 */
public final class Alibaba2017Format implements TraceFormat {
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
    TraceTables tables = TraceTables.in(path);
    List<Path> containers = tables.files(CONTAINER_EVENT);
    List<Path> tasks = containers.isEmpty() ? tables.main(BATCH_TASK) : tables.files(BATCH_TASK);
    List<Supplier<ArrivalSource>> sources = new ArrayList<>();
    if (!containers.isEmpty()) {
      sources.add(() -> ContainerEvents.open(containers, this, options, accounts));
    }
    if (!tasks.isEmpty()) {
      sources.add(() -> BatchTasks.open(tasks, this, options, accounts));
    }
    if (sources.isEmpty()) {
      throw new InputException(path + ": neither batch_task nor container_event");
    }
    return Arrivals.of(() -> new ChainedSources(sources), options, accounts);
  }
}
