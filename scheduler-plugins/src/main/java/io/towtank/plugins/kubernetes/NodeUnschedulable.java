package io.towtank.plugins.kubernetes;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
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
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/** Keeps pods off cordoned nodes, unless they tolerate the taint that cordoning adds. */
public final class NodeUnschedulable implements FilterPlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "NodeUnschedulable";

  private static final Status REFUSED = Status.unresolvable("node(s) were unschedulable");
  private static final Taint CORDON = new Taint(Taint.UNSCHEDULABLE, "", TaintEffect.NO_SCHEDULE);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    return !node.node().unschedulable() || toleratesCordon(pod.pod()) ? Status.SUCCESS : REFUSED;
  }

  @Override
  public Dependence filterDependence() {
    return Dependence.NODE_SPEC;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        new QueueingHint(ClusterEvent.NODE_ADDED, NodeUnschedulable::isOpened),
        new QueueingHint(ClusterEvent.NODE_TAINTS_CHANGED, NodeUnschedulable::isOpened),
        new QueueingHint(ClusterEvent.POD_UPDATED, NodeUnschedulable::isToleratedNow));
  }

  private static boolean isOpened(Pod pod, Change change) {
    Node before = change.oldNode();
    Node after = change.newNode();
    if (after == null) {
      return Changes.isEverything(change);
    }
    return !after.unschedulable() && (before == null || before.unschedulable());
  }

  private static boolean isToleratedNow(Pod pod, Change change) {
    Pod updated = change.newPod();
    return updated == null
        ? Changes.isEverything(change)
        : Changes.isTolerationAdded(pod, change) && toleratesCordon(updated);
  }

  private static boolean toleratesCordon(Pod pod) {
    for (Toleration toleration : pod.spec().tolerations()) {
      if (toleration.tolerates(CORDON)) {
        return true;
      }
    }
    return false;
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Refuses cordoned nodes.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new NodeUnschedulable();
    }
  }
}
