package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.NodeFaults;
import io.towtank.fault.TargetKind;
import java.util.List;

/** A node is off at once, with all that runs on it, and boots when it is repaired. */
public final class NodeCrash implements FaultFactory {
  @Override
  public String name() {
    return "node-crash";
  }

  @Override
  public String summary() {
    return "Switches nodes off until they are repaired.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    NodeFaults machines = site.world().nodes();
    List<String> nodes = site.targets().nodes();
    return Fault.of(() -> machines.switchOff(nodes), () -> machines.switchOn(nodes));
  }
}
