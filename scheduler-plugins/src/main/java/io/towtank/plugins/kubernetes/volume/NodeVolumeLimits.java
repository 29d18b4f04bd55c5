package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.CsiNode;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.plugins.kubernetes.Changes;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Refuses nodes that can't attach as many volumes of a driver as they would have with the pod. A
 * volume that several pods use counts once.
 */
public final class NodeVolumeLimits implements PreFilterPlugin, FilterPlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "NodeVolumeLimits";

  private static final Status EXCEEDED = Status.unschedulable("node(s) exceed max volume count");

  private final FrameworkHandle handle;
  private final AttachableVolumes volumes;

  NodeVolumeLimits(FrameworkHandle handle) {
    this.handle = handle;
    volumes = new AttachableVolumes(handle);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    return AttachableVolumes.mayHave(pod.spec()) ? PreFilterResult.ALL_NODES : PreFilterResult.SKIP;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    if (pod.spec().volumes().isEmpty()) {
      return Status.SUCCESS;
    }
    CsiNode csiNode = handle.objects().csiNodes().get(node.node().name());
    SortedMap<String, String> added = new TreeMap<>();
    Status status = volumes.addOfNew(pod.pod(), csiNode, added);
    if (!status.isSuccess() || added.isEmpty() || csiNode == null || !hasLimits(csiNode)) {
      return status;
    }
    SortedMap<String, String> attached = new TreeMap<>();
    for (PodInfo other : node.pods()) {
      status = volumes.addOfExisting(other.pod(), csiNode, attached);
      if (!status.isSuccess()) {
        return status;
      }
    }
    added.keySet().removeAll(attached.keySet());
    for (CsiNode.Driver driver : csiNode.drivers()) {
      Integer max = driver.volumesMax();
      if (max != null) {
        int more = count(added, driver.name());
        if (more > 0 && count(attached, driver.name()) + more > max) {
          return EXCEEDED;
        }
      }
    }
    return Status.SUCCESS;
  }

  private static boolean hasLimits(CsiNode csiNode) {
    return csiNode.drivers().stream().anyMatch(driver -> driver.volumesMax() != null);
  }

  private static int count(SortedMap<String, String> volumes, String driver) {
    int count = 0;
    for (String other : volumes.values()) {
      if (other.equals(driver)) {
        count++;
      }
    }
    return count;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        QueueingHint.always(ClusterEvent.CSI_NODE_ADDED),
        new QueueingHint(ClusterEvent.CSI_NODE_UPDATED, NodeVolumeLimits::isLimitRaised),
        new QueueingHint(ClusterEvent.ASSIGNED_POD_DELETED, NodeVolumeLimits::isVolumeFreed),
        new QueueingHint(ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED, NodeVolumeLimits::isOwnClaim));
  }

  /** As in Kubernetes, a driver without a limit counts as one with limit 0 here. */
  private static boolean isLimitRaised(Pod pod, Change change) {
    if (!(change.oldObject() instanceof CsiNode before)
        || !(change.newObject() instanceof CsiNode after)) {
      return Changes.isEverything(change);
    }
    SortedMap<String, Integer> limits = new TreeMap<>();
    for (CsiNode.Driver driver : before.drivers()) {
      limits.put(driver.name(), limitOf(driver));
    }
    return after.drivers().stream()
        .anyMatch(driver -> limitOf(driver) > limits.getOrDefault(driver.name(), 0));
  }

  private static int limitOf(CsiNode.Driver driver) {
    Integer max = driver.volumesMax();
    return max == null ? 0 : max;
  }

  private static boolean isVolumeFreed(Pod pod, Change change) {
    Pod gone = change.oldPod();
    if (gone == null) {
      return Changes.isEverything(change);
    }
    return (gone.isBound() || !gone.nominatedNodeName().isEmpty())
        && AttachableVolumes.mayHave(gone.spec());
  }

  private static boolean isOwnClaim(Pod pod, Change change) {
    return change.newObject() instanceof PersistentVolumeClaim claim
        ? PodClaims.uses(pod, claim)
        : Changes.isEverything(change);
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Refuses nodes that can't attach as many volumes.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new NodeVolumeLimits(handle);
    }
  }
}
