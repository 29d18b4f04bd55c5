package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.TargetKind;

/**
 * All nodes of a zone are off, and its network forwards nothing. The control plane is in no zone:
 * what an outage takes from it is said by faults of its own, at the same time.
 */
public final class ZoneOutage implements FaultFactory {
  @Override
  public String name() {
    return "zone-outage";
  }

  @Override
  public String summary() {
    return "Switches whole zones off, nodes and network.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.ZONES;
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    return PowerLoss.at(site);
  }
}
