package io.towtank.fault.kinds;

import io.towtank.fault.Drain;
import io.towtank.fault.DrainOptions;
import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultField;
import io.towtank.fault.FaultSite;
import io.towtank.fault.TargetKind;
import io.towtank.network.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * Drains nodes as {@code kubectl drain} does, all at the same time, and uncordons them in the end.
 * It lasts until then, whether all pods could be evicted or not.
 */
public final class NodeDrain implements FaultFactory {
  @Override
  public String name() {
    return "drain";
  }

  @Override
  public String summary() {
    return "Cordons nodes and evicts their pods, as far as disruption budgets allow.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  @Override
  public List<FaultField> fields() {
    return DrainOptions.FIELDS;
  }

  @Override
  public void check(FaultArgs args, Topology topology) {
    DrainOptions.of(args);
  }

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    DrainOptions options = DrainOptions.of(args);
    List<Drain> drains = new ArrayList<>();
    return Fault.of(
        () -> {
          for (String node : site.targets().nodes()) {
            drains.add(
                site.world()
                    .drains()
                    .begin(
                        node,
                        options,
                        site.notes(),
                        result -> site.notes().add(node + ": " + result.words())));
          }
        },
        () -> {
          drains.forEach(Drain::cancel);
          site.targets().nodes().forEach(site.world().operator()::uncordon);
        });
  }
}
