package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.NodeFaults;
import io.towtank.fault.TargetKind;
import java.util.List;

/**
 * A node goes down without warning and comes back by itself. Nothing is drained before, and the
 * kubelet ends nothing gracefully: Kubernetes v1.34's {@code shutdownGracePeriod} is 0 by default.
 */
public final class NodeReboot implements FaultFactory {
  @Override
  public String name() {
    return "node-reboot";
  }

  @Override
  public String summary() {
    return "Switches nodes off for a short time.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  private static final long DOWN_NANOS = 120_000_000_000L;

  /** Two minutes: what a server takes, from kernel to kubelet; no figure of Kubernetes. */
  @Override
  public long defaultRepairNanos() {
    return DOWN_NANOS;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    NodeFaults machines = site.world().nodes();
    List<String> nodes = site.targets().nodes();
    return Fault.of(() -> machines.switchOff(nodes), () -> machines.switchOn(nodes));
  }
}
