package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultField;
import io.towtank.fault.FaultSite;
import io.towtank.fault.TargetKind;
import io.towtank.network.Link;
import io.towtank.network.Network;
import io.towtank.network.Part;
import io.towtank.network.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Parts are cut off: all links between what belongs to a part and what does not are cut. Or given
 * links are cut. Who reaches whom then follows from the graph.
 */
public final class NetworkPartition implements FaultFactory {
  @Override
  public String name() {
    return "network-partition";
  }

  @Override
  public String summary() {
    return "Cuts parts of the network off from all others, or cuts links.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.PARTS;
  }

  @Override
  public List<FaultField> fields() {
    return List.of(
        FaultField.texts("links", "Names of links to cut, besides those around the parts."),
        FaultField.bool(
            "together", false, "Whether links between the parts stay, so that they are one side."));
  }

  @Override
  public boolean needsTargets(FaultArgs args) {
    return args.texts("links").isEmpty();
  }

  @Override
  public void check(FaultArgs args, Topology topology) {
    args.texts("links").forEach(topology::link);
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    Network network = site.world().network();
    Topology topology = network.topology();
    Set<Link> cut = new LinkedHashSet<>();
    args.texts("links").forEach(name -> cut.add(topology.link(name)));
    Set<Part> together = new TreeSet<>();
    for (Part part : site.targets().parts()) {
      together.addAll(topology.within(part));
      if (!args.bool("together")) {
        cut.addAll(network.boundary(topology.within(part)));
      }
    }
    if (args.bool("together")) {
      cut.addAll(network.boundary(together));
    }
    return Fault.of(() -> network.cut(cut), () -> network.heal(cut));
  }
}
