package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultSite;
import io.towtank.fault.FaultWorld;
import io.towtank.network.Part;
import java.util.List;

/** Nodes without power, and the switches among them: they come back in the other order. */
final class PowerLoss {
  private PowerLoss() {}

  /** All that is at a site is off, until the repair. */
  static Fault at(FaultSite site) {
    FaultWorld world = site.world();
    List<String> nodes = site.targets().nodes();
    List<Part> switches = world.network().topology().switchesWithin(site.targets().parts());
    return Fault.of(
        () -> {
          world.nodes().switchOff(nodes);
          world.network().takeOut(switches);
        },
        () -> {
          world.network().bringBack(switches);
          world.nodes().switchOn(nodes);
        });
  }
}
