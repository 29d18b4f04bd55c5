package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.Operator;
import io.towtank.fault.TargetKind;
import java.util.List;

/**
 * Marks nodes unschedulable, as {@code kubectl cordon} does, and takes that back in the end. Pods
 * that are there stay.
 */
public final class Cordon implements FaultFactory {
  @Override
  public String name() {
    return "cordon";
  }

  @Override
  public String summary() {
    return "Keeps new pods from nodes.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    Operator operator = site.world().operator();
    List<String> nodes = site.targets().nodes();
    return Fault.of(() -> nodes.forEach(operator::cordon), () -> nodes.forEach(operator::uncordon));
  }
}
