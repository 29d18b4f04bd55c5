package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.NodeFaults;
import io.towtank.fault.TargetKind;
import java.util.List;

/**
 * The kubelet does nothing: it renews no lease, reports no status, starts and ends no pod. What
 * runs goes on, so that a pod may run twice once it is replaced elsewhere.
 */
public final class KubeletHang implements FaultFactory {
  @Override
  public String name() {
    return "kubelet-hang";
  }

  @Override
  public String summary() {
    return "Stops kubelets, while containers run on.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    NodeFaults machines = site.world().nodes();
    List<String> nodes = site.targets().nodes();
    return Fault.of(() -> machines.hang(nodes), () -> machines.resume(nodes));
  }
}
