package io.towtank.fault.kinds;

import io.towtank.fault.Fault;
import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultSite;
import io.towtank.fault.Operator;
import io.towtank.fault.TargetKind;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import java.util.List;

/**
 * Adds the taint {@code node.kubernetes.io/out-of-service=nodeshutdown:NoExecute}, by which a
 * person tells the cluster that a node is down and stays so: its pods are removed by force, and its
 * volumes detached. Source: Kubernetes documentation, "Non-graceful node shutdown handling".
 */
public final class OutOfService implements FaultFactory {
  @Override
  public String name() {
    return "out-of-service";
  }

  @Override
  public String summary() {
    return "Says of nodes that they are down for good.";
  }

  @Override
  public TargetKind targets() {
    return TargetKind.NODES;
  }

  private static final Taint TAINT =
      new Taint(Taint.OUT_OF_SERVICE, "nodeshutdown", TaintEffect.NO_EXECUTE);

  @Override
  public Fault create(FaultArgs args, FaultSite site) {
    Operator operator = site.world().operator();
    List<String> nodes = site.targets().nodes();
    return Fault.of(
        () -> nodes.forEach(node -> operator.taint(node, TAINT)),
        () -> nodes.forEach(node -> operator.untaint(node, TAINT)));
  }
}
