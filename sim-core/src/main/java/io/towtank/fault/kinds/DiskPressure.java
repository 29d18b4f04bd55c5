package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.Machines;
import io.towtank.fault.NodeFaults;
import io.towtank.fault.TargetKind;
import java.util.List;

/** The node is short of disk space: its kubelet says so, and evicts pods. */
public final class DiskPressure implements FaultFactory {
  @Override
  public String name() {
    return "disk-pressure";
  }

  @Override
  public String summary() {
    return "Makes nodes short of disk space.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    NodeFaults machines = site.world().nodes();
    List<String> nodes = site.targets().nodes();
    return Fault.of(
        () -> machines.press(nodes, Machines.Pressure.DISK),
        () -> machines.relieve(nodes, Machines.Pressure.DISK));
  }
}
