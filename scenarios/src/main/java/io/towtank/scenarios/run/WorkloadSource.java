package io.towtank.scenarios.run;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceGroup;
import io.towtank.model.Node;
import io.towtank.model.PodArrival;
import io.towtank.model.PodMix;
import io.towtank.model.ResourceNames;
import io.towtank.scenarios.spec.GenerateSpec;
import io.towtank.scenarios.spec.InflateSpec;
import io.towtank.scenarios.spec.MachineEventsSpec;
import io.towtank.scenarios.spec.NodeGroupSpec;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.scenarios.spec.SourceSpec;
import io.towtank.scenarios.spec.WorkloadSpec;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.failures.GoogleMachineEvents;
import io.towtank.workloads.openb.OpenbFormat;
import io.towtank.workloads.packing.Inflation;
import io.towtank.workloads.packing.NodeRankFile;
import io.towtank.workloads.packing.PackingWorkload;
import io.towtank.workloads.packing.TypicalPods;
import io.towtank.workloads.scaling.NodeScaling;
import io.towtank.workloads.synthetic.SyntheticWorkload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Opens what a scenario names: its nodes, its pods, and the mix of its pods. */
final class WorkloadSource {
  private final ScenarioSpec spec;
  private final long seed;
  private final TraceAccounts podAccounts;
  private final @Nullable SnapshotCluster snapshot;
  private final @Nullable MachineTrace machines;

  WorkloadSource(ScenarioSpec spec, long seed) {
    this(spec, seed, new TraceAccounts());
  }

  WorkloadSource(ScenarioSpec spec, long seed, TraceAccounts podAccounts) {
    this.spec = spec;
    this.seed = seed;
    this.podAccounts = podAccounts;
    Path file = spec.cluster().snapshot();
    snapshot = file == null ? null : SnapshotCluster.read(file, spec.isWholeLoop());
    if (snapshot != null) {
      snapshot.account(podAccounts);
    }
    MachineEventsSpec events = spec.cluster().machineEvents();
    machines =
        events == null
            ? null
            : GoogleMachineEvents.read(events.path(), events.toModel(), new TraceAccounts());
  }

  /** Machines that come and go; null where none do. */
  @Nullable MachineTrace machines() {
    return machines;
  }

  /** The cluster as it stands at the start; null where it begins empty. */
  @Nullable SnapshotCluster snapshot() {
    return snapshot;
  }

  /** What became of the rows of the pod list. */
  TraceAccounts podAccounts() {
    return podAccounts;
  }

  /** What to call the workload in messages: its file, or that it was generated. */
  String origin() {
    SourceSpec from = spec.workload().from();
    if (from != null) {
      return from.path().toString();
    }
    return spec.workload().generate() == null
        ? String.valueOf(spec.cluster().snapshot())
        : "generated workload";
  }

  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    if (snapshot != null) {
      nodes.addAll(snapshot.nodes());
    }
    SourceSpec from = spec.cluster().from();
    if (from != null) {
      nodes.addAll(
          TraceFormats.named(from.format())
              .readNodes(from.path(), options(from), new TraceAccounts()));
    }
    for (NodeGroupSpec group : spec.cluster().nodes()) {
      for (int number = 1; number <= group.count(); number++) {
        nodes.add(group.node(number));
      }
    }
    if (machines != null) {
      nodes.addAll(machines.nodesAtStart());
    }
    return Racks.filled(NodeScaling.of(nodes, spec.scaling().nodes().value()), spec.network());
  }

  /** The nodes' ranks as the scenario's file has them; empty where it names none. */
  SortedMap<String, Long> nodeRanks(List<Node> nodes) {
    Path file = spec.scheduler().rankFile();
    return file == null ? Collections.emptySortedMap() : NodeRankFile.read(file, nodes);
  }

  /** The arrivals, in the mode of replay that the scenario states. */
  ArrivalStream arrivals(List<Node> nodes) throws IOException {
    WorkloadSpec workload = spec.workload();
    ArrivalStream own = pods(podAccounts);
    ArrivalStream pods =
        after(
            snapshot == null ? List.of() : snapshot.pending(),
            spec.isWholeLoop() ? new EndingPods(own) : own);
    if (workload.replay() == ReplayMode.TIMED) {
      return pods;
    }
    if (workload.orderFile() != null) {
      return PackingWorkload.inOrderOf(pods, workload.orderFile());
    }
    InflateSpec inflate = workload.inflate();
    Inflation inflation =
        inflate == null ? null : Inflation.toShare(inflate.to().value(), inflate.resource(), nodes);
    return PackingWorkload.of(pods, workload.order(), inflation, new RandomStreams(seed));
  }

  /** What a first reading of the workload tells. */
  record Survey(PodMix mix, long pods) {}

  /** Reads the workload once, ahead of the run, for the mix of its pods. */
  Survey survey(String deviceResource) throws IOException {
    if (snapshot != null
        && !spec.isWholeLoop()
        && spec.workload().from() == null
        && spec.workload().generate() == null) {
      snapshot.requirePods();
    }
    if (spec.isWholeLoop()
        && spec.workload().from() == null
        && spec.workload().generate() == null
        && (snapshot == null || snapshot.pods().isEmpty())) {
      return new Survey(PodMix.EMPTY, 0);
    }
    Counter counter =
        new Counter(after(snapshot == null ? List.of() : snapshot.pods(), podsOutlined()));
    PodMix mix = TypicalPods.mix(counter, deviceResource, OpenbFormat.GPU_MODEL);
    return new Survey(mix, counter.count - (snapshot == null ? 0 : snapshot.boundCount()));
  }

  /** The resource of shareable devices to measure; the usual one where no node has any. */
  static String deviceResource(List<Node> nodes) {
    for (Node node : nodes) {
      for (DeviceGroup group : node.devices()) {
        return group.resource();
      }
    }
    return ResourceNames.NVIDIA_GPU;
  }

  private ArrivalStream pods(TraceAccounts accounts) {
    SourceSpec from = spec.workload().from();
    if (from != null) {
      return scaled(
          TraceFormats.named(from.format()).openPods(from.path(), options(from), accounts), true);
    }
    GenerateSpec generate = spec.workload().generate();
    return generate == null
        ? ArrivalStream.of(List.of())
        : scaled(generated(generate).open(new RandomStreams(seed)), false);
  }

  private boolean isTimed() {
    return spec.workload().replay() == ReplayMode.TIMED;
  }

  private SyntheticWorkload generated(GenerateSpec generate) {
    return generate.toModel(isTimed() ? spec.scaling().arrivals().value() : 1);
  }

  /** The pods at the scenario's scale; a generator sees to the number of arrivals itself. */
  private ArrivalStream scaled(ArrivalStream pods, boolean withArrivals) {
    return !isTimed() || spec.scaling().leavesWorkload()
        ? pods
        : spec.scaling().toModel(withArrivals).of(pods, new RandomStreams(seed));
  }

  /** The pods as far as their kinds go, for a reading ahead of the run. */
  private ArrivalStream podsOutlined() {
    GenerateSpec generate = spec.workload().generate();
    return spec.workload().from() == null && generate != null
        ? generated(generate).outline(new RandomStreams(seed))
        : pods(new TraceAccounts());
  }

  /** The pods of a snapshot, which all arrive at time 0, and then the others. */
  private static ArrivalStream after(List<PodArrival> first, ArrivalStream others) {
    if (first.isEmpty()) {
      return others;
    }
    Iterator<PodArrival> arrivals = first.iterator();
    return new ArrivalStream() {
      @Override
      public @Nullable PodArrival next() throws IOException {
        return arrivals.hasNext() ? arrivals.next() : others.next();
      }

      @Override
      public void close() throws IOException {
        others.close();
      }
    };
  }

  private TraceOptions options(SourceSpec from) {
    return TraceOptions.of(spec.workload().replay(), from.options()).withScale(from.scale());
  }

  /** Counts what passes. */
  private static final class Counter implements ArrivalStream {
    private final ArrivalStream stream;
    private long count;

    Counter(ArrivalStream stream) {
      this.stream = stream;
    }

    @Override
    public @Nullable PodArrival next() throws IOException {
      PodArrival next = stream.next();
      if (next != null) {
        count++;
      }
      return next;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
