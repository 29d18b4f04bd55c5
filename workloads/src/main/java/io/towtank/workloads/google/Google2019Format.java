package io.towtank.workloads.google;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.failures.GoogleMachineEvents;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.input.TraceTables;
import io.towtank.workloads.parts.KeyedFormat;
import io.towtank.workloads.parts.KeyedRows;
import io.towtank.workloads.parts.RowFold;
import io.towtank.workloads.parts.TurnArrivals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Google's ClusterData 2019: tables {@code instance_events}, {@code collection_events} and {@code
 * machine_events}, as JSON or, but for the last, as CSV. Source: J. Wilkes, "Google cluster-usage
 * traces v3".
 */
public final class Google2019Format implements KeyedFormat {
  /**
   * Option: {@code reserve}, alloc sets are pods and what runs in them is not; or {@code ignore}.
   */
  static final String ALLOCS = "allocs";

  static final String COLLECTION_EVENTS = "collection_events";
  static final String INSTANCE_EVENTS = "instance_events";
  static final String MACHINE_EVENTS = "machine_events";

  /** Made by the service loader. */
  public Google2019Format() {}

  @Override
  public String name() {
    return "google-2019";
  }

  @Override
  public String summary() {
    return "Google ClusterData 2019 (Borg cells a to h): instance and machine events";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(CensoredLifetimes.OPTION, ALLOCS));
  }

  @Override
  public SortedMap<String, String> scales() {
    return Google2011Format.defaultScales();
  }

  @Override
  public List<Node> readNodes(Path path, TraceOptions options, TraceAccounts accounts) {
    return readMachines(path, options, accounts).nodesAtStart();
  }

  @Override
  public MachineTrace readMachines(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return GoogleMachineEvents.read(
        TraceTables.in(path).main(MACHINE_EVENTS),
        Google2011Format.machineOptions(this, options, accounts),
        accounts);
  }

  @Override
  public ArrivalStream openPods(Path path, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(new TurnArrivals(this, path, options, accounts)::open, options, accounts);
  }

  @Override
  public List<TablePart> parts(Path path, TraceOptions options) {
    options.requireKnownTo(this);
    TraceTables tables = TraceTables.in(path);
    List<Path> instances = tables.main(INSTANCE_EVENTS);
    // First, so that of events of one time those of the collection are followed first.
    List<TablePart> parts = new ArrayList<>();
    if (!instances.equals(List.of(path))) {
      parts.addAll(EventTable2019.parts(COLLECTION_EVENTS, tables.files(COLLECTION_EVENTS)));
    }
    parts.addAll(EventTable2019.parts(INSTANCE_EVENTS, instances));
    return parts;
  }

  @Override
  public boolean hasTurns() {
    return true;
  }

  @Override
  public KeyedRows openRows(TablePart part) {
    return part.table().equals(COLLECTION_EVENTS)
        ? new CollectionRows2019(part)
        : new InstanceRows2019(part);
  }

  @Override
  public RowFold fold(TraceOptions options, List<byte[]> notes, TraceAccounts accounts) {
    boolean reserves =
        options.word(ALLOCS, "reserve", List.of("reserve", "ignore")).equals("reserve");
    return new InstanceFold2019(
        reserves, Google2011Format.history(this, options, accounts), notes, accounts);
  }
}
