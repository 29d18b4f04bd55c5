package io.towtank.kubelet.machine;

import io.towtank.api.ApiServer;
import io.towtank.api.NodeLeases;
import io.towtank.api.PodsByNode;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;

/** What all machines share. */
final class MachineContext {
  private final Simulation simulation;
  private final ApiServer api;
  private final NodeLeases leases;
  private final PodsByNode podsByNode;
  private final ApiReach reach;
  private final UsageModel usage;
  private final MachineOptions options;
  private final Mailbox<MachineWake> departures;
  private final Mailbox<MachineWake> heartbeats;
  private final List<MachineListener> listeners = new ArrayList<>();
  private boolean isRegistryUp = true;

  MachineContext(
      Simulation simulation,
      ApiServer api,
      NodeLeases leases,
      PodsByNode podsByNode,
      ApiReach reach,
      UsageModel usage,
      MachineOptions options,
      Mailbox<MachineWake> departures,
      Mailbox<MachineWake> heartbeats) {
    this.simulation = simulation;
    this.api = api;
    this.leases = leases;
    this.podsByNode = podsByNode;
    this.reach = reach;
    this.usage = usage;
    this.options = options;
    this.departures = departures;
    this.heartbeats = heartbeats;
  }

  long now() {
    return simulation.now();
  }

  ApiServer api() {
    return api;
  }

  NodeLeases leases() {
    return leases;
  }

  PodsByNode podsByNode() {
    return podsByNode;
  }

  ApiReach reach() {
    return reach;
  }

  UsageModel usage() {
    return usage;
  }

  MachineOptions options() {
    return options;
  }

  List<MachineListener> listeners() {
    return listeners;
  }

  boolean isRegistryUp() {
    return isRegistryUp;
  }

  void setRegistryUp(boolean value) {
    isRegistryUp = value;
  }

  /** Sets a timer; its handle. */
  long wakeAt(long instant, MachineWake wake) {
    Mailbox<MachineWake> mailbox = wake.task() == MachineWake.Task.STATUS ? heartbeats : departures;
    return mailbox.sendAt(Math.max(instant, now()), wake);
  }

  void cancel(long handle) {
    simulation.cancel(handle);
  }
}
