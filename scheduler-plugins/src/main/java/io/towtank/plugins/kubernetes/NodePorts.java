package io.towtank.plugins.kubernetes;

import io.towtank.model.Container;
import io.towtank.model.HostPort;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses nodes on which a port that the pod wants is taken. Ports of containers and sidecars
 * count, those of ordinary init containers do not.
 */
public final class NodePorts implements PreFilterPlugin, FilterPlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "NodePorts";

  private static final Status TAKEN =
      Status.unschedulable("node(s) didn't have free ports for the requested pod ports");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    return pod.hostPorts().isEmpty() ? PreFilterResult.SKIP : PreFilterResult.ALL_NODES;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    return conflict(pod.hostPorts(), node.usedPorts()) ? TAKEN : Status.SUCCESS;
  }

  @Override
  public Dependence filterDependence() {
    return Dependence.NODE;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        new QueueingHint(ClusterEvent.ASSIGNED_POD_DELETED, NodePorts::areWantedPortsFreed),
        QueueingHint.always(ClusterEvent.NODE_ADDED));
  }

  private static boolean areWantedPortsFreed(Pod pod, Change change) {
    Pod gone = change.oldPod();
    return gone == null || conflict(portsOf(pod.spec()), portsOf(gone.spec()));
  }

  private static boolean conflict(List<HostPort> some, List<HostPort> others) {
    for (HostPort port : some) {
      for (HostPort other : others) {
        if (port.conflictsWith(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<HostPort> portsOf(PodSpec spec) {
    List<HostPort> ports = new ArrayList<>();
    for (Container container : spec.containers()) {
      ports.addAll(container.hostPorts());
    }
    for (Container container : spec.initContainers()) {
      if (container.restartable()) {
        ports.addAll(container.hostPorts());
      }
    }
    return ports;
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Refuses nodes whose ports are taken that the pod wants.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new NodePorts();
    }
  }
}
