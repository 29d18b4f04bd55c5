package io.towtank.workloads.google;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.failures.MachineTraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.input.TraceTables;
import io.towtank.workloads.parts.KeyedFormat;
import io.towtank.workloads.parts.KeyedRows;
import io.towtank.workloads.parts.RowFold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Google's ClusterData 2011-2: tables {@code task_events}, {@code task_constraints}, {@code
 * machine_events} and {@code machine_attributes}. Source: C. Reiss, J. Wilkes, J. Hellerstein,
 * "Google cluster-usage traces: format + schema", v2.1.
 */
public final class Google2011Format implements KeyedFormat {
  static final String TASK_EVENTS = "task_events";
  static final String TASK_CONSTRAINTS = "task_constraints";
  static final String MACHINE_EVENTS = "machine_events";
  static final String MACHINE_ATTRIBUTES = "machine_attributes";

  /** Made by the service loader. */
  public Google2011Format() {}

  @Override
  public String name() {
    return "google-2011";
  }

  @Override
  public String summary() {
    return "Google ClusterData 2011-2: task, machine and constraint tables of a Borg cell";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION));
  }

  @Override
  public SortedMap<String, String> scales() {
    return defaultScales();
  }

  @Override
  public List<Node> readNodes(Path path, TraceOptions options, TraceAccounts accounts) {
    return readMachines(path, options, accounts).nodesAtStart();
  }

  @Override
  public MachineTrace readMachines(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    TraceTables tables = TraceTables.in(path);
    return Machines2011.read(
        path,
        tables.main(MACHINE_EVENTS),
        tables.files(MACHINE_ATTRIBUTES),
        machineOptions(this, options, accounts),
        accounts);
  }

  @Override
  public ArrivalStream openPods(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    TraceTables tables = TraceTables.in(path);
    return Arrivals.of(
        () ->
            new TaskEvents2011(
                tables.main(TASK_EVENTS),
                tables.files(TASK_CONSTRAINTS),
                history(this, options, accounts)),
        options,
        accounts);
  }

  @Override
  public List<TablePart> parts(Path path, TraceOptions options) {
    options.requireKnownTo(this);
    TraceTables tables = TraceTables.in(path);
    List<TablePart> parts =
        new ArrayList<>(TablePart.ofLines(TASK_CONSTRAINTS, tables.files(TASK_CONSTRAINTS)));
    parts.addAll(TablePart.ofLines(TASK_EVENTS, tables.main(TASK_EVENTS)));
    return parts;
  }

  @Override
  public KeyedRows openRows(TablePart part) {
    return new TaskRows2011(part);
  }

  @Override
  public RowFold fold(TraceOptions options, List<byte[]> notes, TraceAccounts accounts) {
    return new TaskFold2011(history(this, options, accounts), notes);
  }

  /** Guesses that both traces share: the largest machine of the time. */
  static SortedMap<String, String> defaultScales() {
    SortedMap<String, String> scales = new TreeMap<>();
    scales.put(ResourceNames.CPU, "64");
    scales.put(ResourceNames.MEMORY, "256Gi");
    return scales;
  }

  static MachineTraceOptions machineOptions(
      TraceFormat format, TraceOptions options, TraceAccounts accounts) {
    return new MachineTraceOptions(
        options.scale(format, ResourceNames.CPU, CsvRow.CPU_MILLIS_MAX, accounts),
        options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts),
        MachineTraceOptions.DEFAULT.machinesMax(),
        MachineTraceOptions.DEFAULT.maxPods());
  }

  static TaskHistory history(TraceFormat format, TraceOptions options, TraceAccounts accounts) {
    return new TaskHistory(
        CensoredLifetimes.of(options, accounts),
        options.scale(format, ResourceNames.CPU, CsvRow.CPU_MILLIS_MAX, accounts),
        options.scale(format, ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX, accounts),
        accounts);
  }
}
