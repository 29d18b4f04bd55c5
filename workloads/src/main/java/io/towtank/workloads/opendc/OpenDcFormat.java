package io.towtank.workloads.opendc;

import io.towtank.model.ArrivalStream;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Workloads of OpenDC, versions 1 to 5. Source: atlarge-research/opendc, "opendc-trace-opendc"; F.
 * Mastenbroek et al., "OpenDC 2.0", CCGrid 2021.
 */
public final class OpenDcFormat implements TraceFormat {
  /** Option: unit of {@code mem_capacity}, which differs between traces. */
  static final String MEMORY_UNIT = "memoryUnit";

  /** Made by the service loader. */
  public OpenDcFormat() {}

  @Override
  public String name() {
    return "opendc";
  }

  @Override
  public String summary() {
    return "OpenDC workloads: tasks as Parquet or CSV";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(MEMORY_UNIT));
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(() -> OpenDcTasks.open(file, options, accounts), options, accounts);
  }
}
