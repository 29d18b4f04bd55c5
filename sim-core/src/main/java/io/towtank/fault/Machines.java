package io.towtank.fault;

import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;

/**
 * The machines of the nodes, as far as faults reach them. Each call is a message to one machine,
 * delivered at the present instant; to a machine that nobody knows it is lost.
 */
public interface Machines {
  /** What a node can be short of. */
  enum Pressure {
    /** Memory. */
    MEMORY(NodeCondition.MEMORY_PRESSURE),
    /** Disk space. */
    DISK(NodeCondition.DISK_PRESSURE);

    private final String condition;

    Pressure(String condition) {
      this.condition = condition;
    }

    /** The node's condition that says so. */
    public String condition() {
      return condition;
    }
  }

  /** The machine is off at once, with all that runs on it. */
  void crash(String node);

  /** The machine is on again, and its kubelet starts. */
  void boot(String node);

  /** The kubelet does nothing from now on; containers run on. */
  void hang(String node);

  /** The kubelet goes on. */
  void resume(String node);

  /**
   * All work on the machine takes so many times as long from now on.
   *
   * @param factor at least 1; 1 for as fast as ever
   */
  void slow(String node, double factor);

  /** The node is short of something, or not any more. */
  void press(String node, Pressure pressure, boolean isOn);

  /**
   * Containers of a pod are killed at once.
   *
   * @param container name of the one; empty for all that do the pod's work
   */
  void killContainer(Pod pod, String container);
}
