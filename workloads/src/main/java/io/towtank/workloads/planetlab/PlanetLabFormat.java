package io.towtank.workloads.planetlab;

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
 * CPU usage of PlanetLab's virtual machines in 2011, a file of percentages for each. Source: the
 * CoMon project; A. Beloglazov and R. Buyya, "Optimal Online Deterministic Algorithms and Adaptive
 * Heuristics for Energy and Performance Efficient Dynamic Consolidation of Virtual Machines in
 * Cloud Data Centers", Concurrency and Computation: Practice and Experience 24 (2012). No machines
 * are published, and of virtual machines no size.
 */
public final class PlanetLabFormat implements TraceFormat {
  /** Option: processors of every virtual machine. */
  static final String VM_CPU = "vmCpu";

  /** Option: memory of every virtual machine. */
  static final String VM_MEMORY = "vmMemory";

  /** Option: how much of its processors a machine's pod requests. */
  static final String REQUEST = "request";

  /** Made by the service loader. */
  public PlanetLabFormat() {}

  @Override
  public String name() {
    return "planetlab";
  }

  @Override
  public String summary() {
    return "PlanetLab's CPU usage, as with CloudSim: a file per virtual machine";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(VM_CPU, VM_MEMORY, REQUEST));
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    VmShape shape = VmShape.of(options);
    return Arrivals.of(() -> VmFiles.open(file, shape, accounts), options, accounts);
  }
}
