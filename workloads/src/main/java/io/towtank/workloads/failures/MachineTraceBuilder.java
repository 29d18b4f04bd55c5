package io.towtank.workloads.failures;

import io.towtank.fault.MachineEvent;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.network.Topology;
import io.towtank.text.InputException;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.TraceAccounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes and their events of rows in any order.
 *
 * <p>A machine that the trace says nothing of at its beginning is away until it is added; one that
 * is first heard of by another event was there. A machine whose capacity is not said when it comes
 * has the one that is said of it first. Racks are the switches, numbered in the order of their ids.
 */
final class MachineTraceBuilder {
  /** Time of the trace at which it begins, in microseconds. */
  private static final long BEGIN_MICROS = 600_000_000L;

  private static final long NANOS_PER_MICRO = 1000;
  private static final long MICROS_MAX = Long.MAX_VALUE / NANOS_PER_MICRO;
  private static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";

  private final Path file;
  private final MachineTraceOptions options;
  private final TraceAccounts accounts;

  MachineTraceBuilder(Path file, MachineTraceOptions options, TraceAccounts accounts) {
    this.file = file;
    this.options = options;
    this.accounts = accounts;
  }

  MachineTrace build(List<MachineRow> unsorted) {
    List<MachineRow> rows = new ArrayList<>(unsorted);
    // Stable, so that rows of one time stay in the order of the file.
    rows.sort(Comparator.comparingLong(MachineRow::micros));
    SortedMap<Long, List<MachineRow>> byMachine = new TreeMap<>();
    for (MachineRow row : rows) {
      byMachine.computeIfAbsent(row.machineId(), unused -> new ArrayList<>()).add(row);
    }
    Numbers switches = Numbers.of(rows.stream().map(MachineRow::switchId).toList());
    Numbers platforms = Numbers.of(rows.stream().map(MachineRow::platformId).toList());
    List<Node> nodes = new ArrayList<>();
    SortedSet<String> away = new TreeSet<>();
    SortedSet<Long> taken = new TreeSet<>();
    for (List<MachineRow> machine : byMachine.values()) {
      MachineRow first = machine.get(0);
      MachineRow sized = machine.stream().filter(MachineRow::hasCapacity).findFirst().orElse(null);
      if (sized == null) {
        machine.forEach(row -> accounts.drop("machine of no known capacity"));
      } else if (taken.size() >= options.machinesMax()) {
        machine.forEach(row -> accounts.drop("machine beyond those taken"));
      } else {
        taken.add(first.machineId());
        nodes.add(node(first, sized, switches, platforms));
        if (first.kind() == MachineEvent.Kind.ADD && first.micros() >= BEGIN_MICROS) {
          away.add(nameOf(first));
        }
      }
    }
    if (nodes.isEmpty()) {
      throw new InputException(file + ": no machine of known capacity");
    }
    return new MachineTrace(nodes, away, events(rows, taken));
  }

  private List<MachineEvent> events(List<MachineRow> rows, SortedSet<Long> taken) {
    SortedSet<Long> known = new TreeSet<>();
    List<MachineEvent> events = new ArrayList<>();
    for (MachineRow row : rows) {
      if (!taken.contains(row.machineId())) {
        continue; // Counted already.
      }
      accounts.use();
      boolean isFirst = known.add(row.machineId());
      boolean isThereFromTheStart =
          isFirst && row.kind() == MachineEvent.Kind.ADD && row.micros() < BEGIN_MICROS;
      if (!isThereFromTheStart) {
        long micros = Math.min(Math.max(0, row.micros() - BEGIN_MICROS), MICROS_MAX);
        events.add(
            new MachineEvent(micros * NANOS_PER_MICRO, nameOf(row), row.kind(), capacity(row)));
      }
    }
    return events;
  }

  private static String nameOf(MachineRow row) {
    return "machine-" + row.machineId();
  }

  private Node node(MachineRow first, MachineRow sized, Numbers switches, Numbers platforms) {
    MachineRow shown = first.hasCapacity() ? first : sized;
    ResourceList capacity = capacity(shown);
    if (capacity == null) {
      throw new IllegalStateException(shown + " has no capacity");
    }
    Labels labels = Labels.of(Labels.HOSTNAME, nameOf(first));
    if (!shown.switchId().isEmpty()) {
      labels = labels.with(Topology.RACK_LABEL, "switch-" + switches.of(shown.switchId()));
    }
    if (!shown.platformId().isEmpty()) {
      labels = labels.with(INSTANCE_TYPE, "platform-" + platforms.of(shown.platformId()));
    }
    return Node.builder(nameOf(first), capacity.with(ResourceNames.PODS, options.maxPods()))
        .labels(labels)
        .build();
  }

  private @Nullable ResourceList capacity(MachineRow row) {
    return row.hasCapacity()
        ? ResourceList.of(
            Math.max(1, Math.round(row.cpus() * options.cpuMillis())),
            Math.max(1, Math.round(row.memory() * options.memoryBytes())))
        : null;
  }

  /** Short numbers for long ids. */
  private record Numbers(SortedMap<String, Integer> byId) {
    static Numbers of(List<String> ids) {
      SortedMap<String, Integer> numbers = new TreeMap<>();
      ids.stream().filter(id -> !id.isEmpty()).forEach(id -> numbers.put(id, 0));
      int next = 1;
      for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
        entry.setValue(next++);
      }
      return new Numbers(numbers);
    }

    String of(String id) {
      return String.format(Locale.ROOT, "%03d", byId.getOrDefault(id, 0));
    }
  }
}
