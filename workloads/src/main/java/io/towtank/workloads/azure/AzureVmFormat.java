package io.towtank.workloads.azure;

import io.towtank.model.ArrivalStream;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.input.TraceTables;
import io.towtank.workloads.parts.PartedFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Virtual machines of Azure in 2017 and 2019: table {@code vmtable} of AzurePublicDataset V1 and
 * V2, published with E. Cortez et al., "Resource Central", SOSP 2017. No machines are published.
 */
public final class AzureVmFormat implements PartedFormat {
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
    return Arrivals.of(
        () ->
            openPart(
                TablePart.whole(AzureVms.TABLE, TraceTables.in(file).main(AzureVms.TABLE)),
                options,
                accounts),
        options,
        accounts);
  }

  @Override
  public List<TablePart> parts(Path path, TraceOptions options) {
    options.requireKnownTo(this);
    return TablePart.ofLines(AzureVms.TABLE, TraceTables.in(path).main(AzureVms.TABLE));
  }

  @Override
  public ArrivalSource openPart(TablePart part, TraceOptions options, TraceAccounts accounts) {
    return AzureVms.open(part, options, accounts);
  }
}
