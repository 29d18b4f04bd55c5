package io.towtank.fault;

import io.towtank.api.ApiServer;
import io.towtank.api.PodsByNode;
import io.towtank.control.plane.ControlPlane;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.network.Network;

/** What faults can reach: the ways in, not the components behind them. */
public final class FaultWorld {
  private final Simulation simulation;
  private final ApiServer api;
  private final Network network;
  private final Machines machines;
  private final ImageRegistry registry;
  private final ControlPlane controlPlane;
  private final NodeFaults nodes;
  private final Operator operator;
  private final Drains drains;
  private final Mailbox<Timer> timers;
  private final Holds<String> registryHolds = new Holds<>();

  private record Timer(String what, Runnable action) implements Message {
    @Override
    public long fingerprint() {
      return what.hashCode();
    }

    @Override
    public String toString() {
      return what;
    }
  }

  /**
   * The ways into one simulated cluster.
   *
   * @param podsByNode an index that was made before
   */
  public FaultWorld(
      Simulation simulation,
      ApiServer api,
      PodsByNode podsByNode,
      Network network,
      Machines machines,
      ImageRegistry registry,
      ControlPlane controlPlane) {
    this.simulation = simulation;
    this.api = api;
    this.network = network;
    this.machines = machines;
    this.registry = registry;
    this.controlPlane = controlPlane;
    nodes = new NodeFaults(machines);
    operator = new Operator(simulation, api);
    timers = simulation.mailbox("fault-timers", Phase.FAULT, timer -> timer.action().run());
    drains = new Drains(simulation, api, podsByNode, operator);
  }

  /** Clock and random streams. */
  public Simulation simulation() {
    return simulation;
  }

  /** The API, as a client sees it. */
  public ApiServer api() {
    return api;
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** Messages to machines. */
  public Machines machines() {
    return machines;
  }

  /** What several faults do to machines, put together. */
  public NodeFaults nodes() {
    return nodes;
  }

  /** The control plane's machines. */
  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** The person who runs the cluster. */
  public Operator operator() {
    return operator;
  }

  /** Drains of nodes. */
  public Drains drains() {
    return drains;
  }

  /**
   * Goes on with a fault later.
   *
   * @param what says what is to happen, and to whom; it stands on the event tape
   */
  public void after(long delayNanos, String what, Runnable action) {
    timers.sendAfter(delayNanos, new Timer(what, action));
  }

  /** Images can't be pulled, until as many {@link #returnImageRegistry}. */
  public void loseImageRegistry() {
    if (registryHolds.add("registry")) {
      registry.setAvailable(false);
    }
  }

  /** Takes back one {@link #loseImageRegistry}. */
  public void returnImageRegistry() {
    if (registryHolds.remove("registry")) {
      registry.setAvailable(true);
    }
  }
}
