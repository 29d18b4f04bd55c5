package io.towtank.workloads.azurepacking;

import io.towtank.model.ArrivalStream;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Virtual machines of one zone of Azure over 14 days of 2020: AzurePublicDataset,
 * "AzureTracesForPacking2020", published with O. Hadary et al., "Protean: VM Allocation Service at
 * Scale", OSDI 2020. An SQLite file.
 */
public final class AzurePackingFormat implements TraceFormat {
  /** Option: the type of machines of whose capacity the requests are shares. */
  static final String MACHINE_ID = "machineId";

  /** Option: priority of machines of high priority. */
  static final String HIGH_PRIORITY = "highPriority";

  /** Option: priority of machines of low priority. */
  static final String LOW_PRIORITY = "lowPriority";

  /** Made by the service loader. */
  public AzurePackingFormat() {}

  @Override
  public String name() {
    return "azure-packing";
  }

  @Override
  public String summary() {
    return "Azure trace for packing 2020 (Protean): an SQLite file";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(
        List.of(CensoredLifetimes.OPTION, MACHINE_ID, HIGH_PRIORITY, LOW_PRIORITY));
  }

  @Override
  public SortedMap<String, String> scales() {
    return Collections.unmodifiableSortedMap(
        new TreeMap<>(Map.of(ResourceNames.CPU, "64", ResourceNames.MEMORY, "512Gi")));
  }

  @Override
  public boolean claims(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".sqlite") || name.endsWith(".sqlite3");
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(() -> PackingVms.open(file, this, options, accounts), options, accounts);
  }
}
