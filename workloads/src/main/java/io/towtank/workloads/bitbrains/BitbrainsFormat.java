package io.towtank.workloads.bitbrains;

import io.towtank.model.ArrivalStream;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Virtual machines of a data centre for enterprises: Grid Workloads Archive, GWA-T-12 Bitbrains and
 * GWA-T-13 Materna, published with S. Shen et al., "Statistical Characterization of
 * Business-Critical Workloads Hosted in Cloud Datacenters", CCGrid 2015. No machines are published.
 */
public final class BitbrainsFormat implements TraceFormat {
  /** Option: what a machine's pod requests. */
  static final String REQUEST = "request";

  /** Made by the service loader. */
  public BitbrainsFormat() {}

  @Override
  public String name() {
    return "bitbrains";
  }

  @Override
  public String summary() {
    return "Bitbrains GWA-T-12 and Materna GWA-T-13: usage of virtual machines, a file each";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(REQUEST));
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    RequestRule rule =
        RequestRule.valueOf(
            options
                .word(REQUEST, "provisioned", List.of("provisioned", "mean", "max"))
                .toUpperCase(Locale.ROOT));
    return Arrivals.of(() -> MachineFiles.open(file, rule, accounts), options, accounts);
  }
}
