package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.Labels;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.StorageClass;
import io.towtank.model.Volume;
import io.towtank.plugins.kubernetes.Changes;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.ClusterObjects;
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
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses nodes outside of the zones and regions that the labels of the pod's volumes name. A node
 * without any zone or region takes every pod.
 */
public final class VolumeZone implements PreFilterPlugin, FilterPlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "VolumeZone";

  private static final Status CONFLICT =
      Status.unresolvable("node(s) had no available volume zone");

  private static final StateKey<Topologies> STATE =
      new StateKey<>("zones of the pod's volumes", Topologies.class);

  private final FrameworkHandle handle;

  VolumeZone(FrameworkHandle handle) {
    this.handle = handle;
  }

  /** What the pod's volumes demand, or why that can't be said. */
  private record Topologies(List<VolumeTopology> demands, @Nullable Status refusal) {
    static Topologies refused(String reason) {
      return new Topologies(List.of(), Status.unresolvable(reason));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    if (pod.spec().volumes().isEmpty()) {
      return PreFilterResult.SKIP;
    }
    Topologies topologies = topologiesOf(pod.pod());
    if (topologies.refusal() != null) {
      return PreFilterResult.refused(topologies.refusal());
    }
    if (topologies.demands().isEmpty()) {
      return PreFilterResult.SKIP;
    }
    state.write(STATE, topologies);
    return PreFilterResult.ALL_NODES;
  }

  private Topologies topologiesOf(Pod pod) {
    ClusterObjects objects = handle.objects();
    List<VolumeTopology> demands = new ArrayList<>();
    for (Volume volume : pod.spec().volumes()) {
      if (!PodClaims.isNamed(volume)) {
        continue;
      }
      String claimName = volume.id();
      if (claimName.isEmpty()) {
        return Topologies.refused("PersistentVolumeClaim had no name");
      }
      PersistentVolumeClaim claim =
          objects.persistentVolumeClaims().get(PodClaims.key(pod, claimName));
      if (claim == null) {
        return Topologies.refused(PodClaims.notFound(claimName));
      }
      if (claim.volumeName().isEmpty()) {
        String refusal = refusalOfUnbound(claim);
        if (refusal != null) {
          return Topologies.refused(refusal);
        }
        continue;
      }
      PersistentVolume persistentVolume = objects.persistentVolumes().get(claim.volumeName());
      if (persistentVolume == null) {
        return Topologies.refused("persistentvolume \"" + claim.volumeName() + "\" not found");
      }
      demands.addAll(VolumeTopology.of(persistentVolume));
    }
    return new Topologies(demands, null);
  }

  /** Null where the claim may wait for the pod to be given a node. */
  private @Nullable String refusalOfUnbound(PersistentVolumeClaim claim) {
    if (claim.className().isEmpty()) {
      return "PersistentVolumeClaim had no pv name and storageClass name";
    }
    StorageClass storageClass = handle.objects().storageClasses().get(claim.className());
    if (storageClass == null) {
      return "storageclass.storage.k8s.io \"" + claim.className() + "\" not found";
    }
    return storageClass.waitForFirstConsumer() ? null : "PersistentVolume had no name";
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    Topologies topologies = state.read(STATE);
    if (topologies == null) {
      topologies = topologiesOf(pod.pod());
      if (topologies.refusal() != null) {
        return topologies.refusal();
      }
    }
    Labels labels = node.node().labels();
    if (!VolumeTopology.isAnyIn(labels)) {
      return Status.SUCCESS;
    }
    for (VolumeTopology demand : topologies.demands()) {
      if (!demand.isMetBy(labels)) {
        return CONFLICT;
      }
    }
    return Status.SUCCESS;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        new QueueingHint(ClusterEvent.STORAGE_CLASS_ADDED, VolumeZone::doesClassWait),
        QueueingHint.always(ClusterEvent.NODE_ADDED),
        QueueingHint.always(ClusterEvent.NODE_LABELS_CHANGED),
        new QueueingHint(ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED, VolumeZone::isOwnClaim),
        new QueueingHint(ClusterEvent.PERSISTENT_VOLUME_CLAIM_UPDATED, VolumeZone::isOwnClaim),
        QueueingHint.always(ClusterEvent.PERSISTENT_VOLUME_ADDED),
        new QueueingHint(ClusterEvent.PERSISTENT_VOLUME_UPDATED, VolumeZone::areZonesChanged));
  }

  private static boolean doesClassWait(Pod pod, Change change) {
    return change.newObject() instanceof StorageClass storageClass
        ? storageClass.waitForFirstConsumer()
        : Changes.isEverything(change);
  }

  private static boolean isOwnClaim(Pod pod, Change change) {
    return change.newObject() instanceof PersistentVolumeClaim claim
        ? PodClaims.names(pod, claim)
        : Changes.isEverything(change);
  }

  private static boolean areZonesChanged(Pod pod, Change change) {
    if (change.oldObject() instanceof PersistentVolume before
        && change.newObject() instanceof PersistentVolume after) {
      return !VolumeTopology.of(before).equals(VolumeTopology.of(after));
    }
    return Changes.isEverything(change);
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Refuses nodes outside of the zones of the pod's volumes.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new VolumeZone(handle);
    }
  }
}
