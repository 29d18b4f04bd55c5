package io.towtank.fault;

import io.towtank.api.ApiServer;
import io.towtank.model.Pod;

/** The machines of the full kubelet model; those whose node is deleted are not there. */
public final class KubeletMachines implements Machines {
  private final io.towtank.kubelet.machine.Machines machines;
  private final ApiServer api;

  /** Passes messages on to these machines. */
  public KubeletMachines(io.towtank.kubelet.machine.Machines machines, ApiServer api) {
    this.machines = machines;
    this.api = api;
  }

  private boolean exists(String node) {
    return api.nodes().get(node) != null;
  }

  @Override
  public void crash(String node) {
    if (exists(node)) {
      machines.crash(node);
    }
  }

  @Override
  public void boot(String node) {
    if (exists(node)) {
      machines.boot(node);
    }
  }

  @Override
  public void hang(String node) {
    if (exists(node)) {
      machines.hang(node);
    }
  }

  @Override
  public void resume(String node) {
    if (exists(node)) {
      machines.resume(node);
    }
  }

  @Override
  public void slow(String node, double factor) {
    if (exists(node)) {
      machines.slow(node, factor);
    }
  }

  @Override
  public void press(String node, Pressure pressure, boolean isOn) {
    if (exists(node)) {
      machines.pressure(node, pressure.condition(), isOn);
    }
  }

  @Override
  public void killContainer(Pod pod, String container) {
    machines.killContainer(pod, container);
  }
}
