package io.towtank.plugins.kubernetes;

import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/** Lets a pod that names a node go there only. */
public final class NodeName implements FilterPlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "NodeName";

  private static final Status MISMATCH =
      Status.unresolvable("node(s) didn't match the requested node name");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    String wanted = pod.spec().nodeName();
    return wanted.isEmpty() || wanted.equals(node.node().name()) ? Status.SUCCESS : MISMATCH;
  }

  @Override
  public Dependence filterDependence() {
    return Dependence.NODE_SPEC;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(QueueingHint.always(ClusterEvent.NODE_ADDED));
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Allows only the node that the pod names, if it names one.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new NodeName();
    }
  }
}
