package io.towtank.kubelet.machine;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All machines of a cluster with their kubelets: what runs, what is said of it, and what faults do
 * to it. A machine comes with its node object, and goes with it; one whose node is said not to be
 * ready is off at first.
 *
 * <p>Faults speak to it in {@link Phase#FAULT}, so that leases are exact; see {@link NodeLeases}.
 */
public final class Machines {
  private final MachineContext context;
  private final Map<String, Machine> machines = new LinkedHashMap<>();

  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      Machine machine = new Machine(context, node);
      machines.put(node.name(), machine);
      NodeCondition ready = node.condition(NodeCondition.READY);
      if (ready == null || ready.status() == NodeCondition.Status.TRUE) {
        machine.goOn();
      }
    }

    @Override
    public void onUpdate(Node oldNode, Node newNode) {
      Machine machine = machines.get(newNode.name());
      if (machine != null && !oldNode.conditions().equals(newNode.conditions())) {
        machine.nodeChanged();
      }
    }

    @Override
    public void onDelete(Node node) {
      Machine machine = machines.remove(node.name());
      if (machine != null) {
        machine.remove();
      }
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      Machine machine = machines.get(pod.nodeName());
      if (machine != null && pod.isActiveOnNode()) {
        machine.podChanged(pod);
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      Machine machine = machines.get(newPod.nodeName());
      if (machine == null) {
        return;
      }
      if (newPod.phase().isTerminal()) {
        machine.podGone(newPod.uid());
      } else if (!oldPod.isBound()
          || oldPod.deletionNanos() != newPod.deletionNanos()
          || oldPod.deletionGraceNanos() != newPod.deletionGraceNanos()
          || oldPod.ready() != newPod.ready()) {
        machine.podChanged(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      Machine machine = machines.get(pod.nodeName());
      if (machine != null) {
        machine.podGone(pod.uid());
      }
    }
  }

  /**
   * The machines of the nodes there are and of those to come.
   *
   * @param leases where kubelets renew their leases
   * @param podsByNode an index that was made before
   * @param reach which nodes the network lets speak with the API; whoever changes it says so to
   *     {@link #reachabilityChanged}
   * @param usage how much memory containers use
   */
  public Machines(
      Simulation simulation,
      ApiServer api,
      NodeLeases leases,
      PodsByNode podsByNode,
      ApiReach reach,
      UsageModel usage,
      MachineOptions options) {
    context =
        new MachineContext(
            simulation,
            api,
            leases,
            podsByNode,
            reach,
            usage,
            options,
            simulation.mailbox("machines", Phase.DEPARTURE, this::wake),
            simulation.mailbox("machines/status", Phase.HEARTBEAT, this::wake));
    leases.setWritable(api.mode() == ApiServer.Mode.UP);
    api.addModeListener(this::modeChanged);
    api.nodes().watch("machines", 0, new NodeWatcher());
    api.pods().watch("machines", 0, new PodWatcher());
  }

  /** Adds one who hears of what happens on machines, after those there are. */
  public void listen(MachineListener listener) {
    context.listeners().add(listener);
  }

  /** Whether there is such a machine and it is on. */
  public boolean isUp(String node) {
    Machine machine = machines.get(node);
    return machine != null && machine.isUp();
  }

  /** A machine is off at once, with all that runs there; nothing is said. */
  public void crash(String node) {
    machine(node).crash();
  }

  /**
   * A machine is on again: its kubelet registers, and starts the containers of pods that are still
   * bound to it.
   */
  public void boot(String node) {
    machine(node).boot();
  }

  /** A kubelet does nothing any more; containers go on. */
  public void hang(String node) {
    machine(node).hang();
  }

  /** A kubelet that hung goes on, and makes up for what it has missed. */
  public void resume(String node) {
    machine(node).resume();
  }

  /**
   * All that a machine does takes longer by a factor.
   *
   * @param factor above 0; 1 for full speed
   */
  public void slow(String node, double factor) {
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a machine can't be slower by " + factor);
    }
    machine(node).slow(factor);
  }

  /**
   * A machine runs short of something, whatever its pods use, or no longer.
   *
   * @param type {@code MemoryPressure}, {@code DiskPressure} or {@code PIDPressure}
   */
  public void pressure(String node, String type, boolean isOn) {
    machine(node).pressure().force(type, isOn);
  }

  /**
   * Containers of a pod are killed.
   *
   * @param container name of the one; empty for all that do the pod's work
   */
  public void killContainer(Pod pod, String container) {
    Machine machine = machines.get(pod.nodeName());
    if (machine != null) {
      machine.killContainer(pod.uid(), container);
    }
  }

  /** Whether the image registry answers from now on. */
  public void setRegistryUp(boolean isUp) {
    context.setRegistryUp(isUp);
    if (!isUp) {
      machines.values().forEach(machine -> machine.images().fail());
    }
  }

  /** A node reaches the API again, or no longer. */
  public void reachabilityChanged(String node) {
    Machine machine = machines.get(node);
    if (machine != null) {
      machine.reachabilityChanged();
    }
  }

  private void modeChanged() {
    context.leases().setWritable(context.api().mode() == ApiServer.Mode.UP);
    machines.values().forEach(Machine::modeChanged);
  }

  private void wake(MachineWake wake) {
    Machine machine = machines.get(wake.node());
    if (machine == null) {
      return;
    }
    switch (wake.task()) {
      case POD -> machine.wakePod(wake.podUid());
      case PULL -> machine.images().wake();
      case IMAGES -> machine.imageCollection().wake();
      case PRESSURE -> machine.pressure().wake();
      case STATUS -> machine.status().wake();
    }
  }

  private Machine machine(String node) {
    Machine machine = machines.get(node);
    if (machine == null) {
      throw new IllegalArgumentException("there is no machine " + node);
    }
    return machine;
  }
}
