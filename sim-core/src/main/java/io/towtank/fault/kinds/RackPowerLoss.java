package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.TargetKind;

/** All nodes of a rack are off, and so is its switch. */
public final class RackPowerLoss implements FaultFactory {
  @Override
  public String name() {
    return "rack-power-loss";
  }

  @Override
  public String summary() {
    return "Switches whole racks off, nodes and switch.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.RACKS;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    return PowerLoss.at(site);
  }
}
