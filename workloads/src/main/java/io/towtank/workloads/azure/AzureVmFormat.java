package io.towtank.workloads.azure;

import io.towtank.model.ArrivalStream;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Virtual machines of Azure in 2017 and 2019: table {@code vmtable} of AzurePublicDataset V1 and
 * V2, published with E. Cortez et al., "Resource Central", SOSP 2017. No machines are published.
 */
public final class AzureVmFormat implements TraceFormat {
  /** Option: cores of a machine in the bucket "more than 24". */
  static final String CORES_ABOVE = "coresAbove24";

  /** Option: memory of a machine in the bucket "more than 64 GB". */
  static final String MEMORY_ABOVE = "memoryAbove64";

  /** Option: priority of interactive machines; no machine has one if it is not set. */
  static final String INTERACTIVE_PRIORITY = "interactivePriority";

  /** Made by the service loader. */
  public AzureVmFormat() {}

  @Override
  public String name() {
    return "azure-vm";
  }

  @Override
  public String summary() {
    return "Azure VM traces 2017 and 2019 (AzurePublicDataset V1 and V2): vmtable";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(
        List.of(CensoredLifetimes.OPTION, CORES_ABOVE, MEMORY_ABOVE, INTERACTIVE_PRIORITY));
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(() -> AzureVms.open(file, options, accounts), options, accounts);
  }
}
