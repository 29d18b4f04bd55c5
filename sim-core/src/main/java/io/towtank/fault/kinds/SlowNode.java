package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultField;
import io.towtank.fault.FaultSite;
import io.towtank.fault.NodeFaults;
import io.towtank.fault.TargetKind;
import java.util.List;

/** All work on the node takes so many times as long: a failing disk, a noisy neighbour. */
public final class SlowNode implements FaultFactory {
  @Override
  public String name() {
    return "slow-node";
  }

  @Override
  public String summary() {
    return "Makes all work on nodes take longer.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  @Override
  public List<FaultField> fields() {
    return List.of(
        FaultField.number("factor", "4", 1, 1000, "How many times as long all work there takes."));
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    double factor = args.number("factor");
    NodeFaults machines = site.world().nodes();
    List<String> nodes = site.targets().nodes();
    return Fault.of(() -> machines.slow(nodes, factor), () -> machines.speedUp(nodes, factor));
  }
}
