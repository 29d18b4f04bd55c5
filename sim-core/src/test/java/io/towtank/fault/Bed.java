package io.towtank.fault;

import io.towtank.api.ApiServer;
import io.towtank.api.PodsByNode;
import io.towtank.control.plane.ControlPlane;
import io.towtank.control.plane.ControlPlaneOptions;
import io.towtank.control.runtime.LeaderElectionOptions;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceList;
import io.towtank.network.Network;
import io.towtank.network.Topology;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cluster for faults to strike, and a log of what reaches it. */
final class Bed {
  static final long SECOND = 1_000_000_000L;

  private final Simulation simulation;
  private final ApiServer api;
  private final Network network;
  private final ControlPlane controlPlane;
  private final FaultWorld world;
  private final List<String> log = new ArrayList<>();

  Bed(long seed, Node... nodes) {
    this(seed, ControlPlaneOptions.DEFAULT, List.of(nodes));
  }

  Bed(long seed, ControlPlaneOptions masters, List<Node> nodes) {
    simulation = new Simulation(seed);
    api = new ApiServer(simulation);
    network = new Network(new Topology(nodes, List.of()));
    network.addListener((node, reaches) -> note(node + (reaches ? " reaches" : " lost") + " API"));
    nodes.forEach(node -> api.nodes().create(node).orThrow());
    controlPlane = new ControlPlane(simulation, api, masters);
    elect(ControlPlane.SCHEDULER);
    elect(ControlPlane.CONTROLLER_MANAGER);
    log.clear();
    world =
        new FaultWorld(
            simulation,
            api,
            new PodsByNode("pods-by-node", api),
            network,
            new LoggedMachines(),
            isAvailable -> note("registry " + (isAvailable ? "up" : "down")),
            controlPlane);
  }

  private void elect(String component) {
    controlPlane.elect(
        component,
        LeaderElectionOptions.DEFAULT,
        () -> note(component + " leads"),
        () -> note(component + " lost"));
  }

  /** Two nodes in each of the racks r1 and r2 of zone a, and two in zone b, which has no racks. */
  static Bed ofSix() {
    return new Bed(
        1,
        node("a1", "a", "r1"),
        node("a2", "a", "r1"),
        node("a3", "a", "r2"),
        node("a4", "a", "r2"),
        node("b1", "b", ""),
        node("b2", "b", ""));
  }

  static Node node(String name, String zone, String rack) {
    Labels labels = Labels.of(Labels.ZONE, zone);
    return Node.builder(name, ResourceList.of(4000, 1L << 33))
        .labels(rack.isEmpty() ? labels : labels.with(Topology.RACK_LABEL, rack))
        .build();
  }

  static FaultFactory factory(String name) {
    return FaultRegistry.load().named(name);
  }

  /** An entry that strikes at given seconds; it is named after the fault. */
  static FaultPlan plan(
      String fault,
      Map<String, ?> args,
      TargetSelector targets,
      @Nullable Integer repairSeconds,
      long... seconds) {
    List<Long> nanos = new ArrayList<>();
    for (long second : seconds) {
      nanos.add(second * SECOND);
    }
    FaultFactory factory = factory(fault);
    return new FaultPlan(
        fault + " at " + seconds[0],
        factory,
        FaultArgs.of(factory.fields(), args),
        targets,
        new Timing.At(nanos),
        repairSeconds == null ? null : TimeSource.constant(repairSeconds * SECOND),
        null);
  }

  static FaultPlan plan(String fault, TargetSelector targets, int repairSeconds, long... seconds) {
    return plan(fault, Map.of(), targets, repairSeconds, seconds);
  }

  FaultSchedule start(FaultPlan... plans) {
    FaultSchedule schedule = new FaultSchedule(world, List.of(plans));
    schedule.start();
    return schedule;
  }

  Bed run(FaultPlan... plans) {
    start(plans);
    simulation.run();
    return this;
  }

  /** A node joins at an instant, the network first. */
  void joinAt(long nanos, Node node) {
    simulation
        .<Join>mailbox(
            "join " + node.name(),
            Phase.ARRIVAL,
            join -> {
              network.add(join.node());
              api.nodes().create(join.node()).orThrow();
            })
        .sendAt(nanos, new Join(node));
  }

  private record Join(Node node) implements Message {
    @Override
    public long fingerprint() {
      return node.name().hashCode();
    }
  }

  void note(String line) {
    log.add(
        BigDecimal.valueOf(simulation.now(), 9).stripTrailingZeros().toPlainString() + " " + line);
  }

  /** What has reached the cluster, each with its time in seconds. */
  List<String> log() {
    return log;
  }

  Simulation simulation() {
    return simulation;
  }

  ApiServer api() {
    return api;
  }

  Network network() {
    return network;
  }

  ControlPlane controlPlane() {
    return controlPlane;
  }

  FaultWorld world() {
    return world;
  }

  Node node(String name) {
    Node node = api.nodes().get(name);
    if (node == null) {
      throw new AssertionError("there is no node " + name);
    }
    return node;
  }

  private final class LoggedMachines implements Machines {
    @Override
    public void crash(String node) {
      note(node + " off");
    }

    @Override
    public void boot(String node) {
      note(node + " on");
    }

    @Override
    public void hang(String node) {
      note(node + " hangs");
    }

    @Override
    public void resume(String node) {
      note(node + " resumes");
    }

    @Override
    public void slow(String node, double factor) {
      note(node + " slow " + factor);
    }

    @Override
    public void press(String node, Pressure pressure, boolean isOn) {
      note(node + (isOn ? " short of " : " has ") + pressure);
    }

    @Override
    public void killContainer(Pod pod, String container) {
      note(pod.name() + " on " + pod.nodeName() + " killed");
    }
  }
}
