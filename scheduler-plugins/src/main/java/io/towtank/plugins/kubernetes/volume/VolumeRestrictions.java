package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.Volume;
import io.towtank.model.VolumeAccessMode;
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
import io.towtank.scheduling.framework.PreFilterExtensions;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps pods from sharing what can't be shared: claims with access mode {@code ReadWriteOncePod},
 * and disks named in pods. Refuses pods whose claims do not exist.
 */
public final class VolumeRestrictions
    implements PreFilterExtensions, FilterPlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "VolumeRestrictions";

  private static final Status DISK_CONFLICT = Status.unschedulable("node(s) had no available disk");
  private static final Status CLAIM_IN_USE =
      Status.unschedulable(
          "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode"
              + " already in-use by another pod");
  private static final Status NO_STATE =
      Status.error("cannot read \"PreFilterVolumeRestrictions\" from cycleState");

  private static final StateKey<ClaimsInUse> STATE =
      new StateKey<>("claims for one pod only", ClaimsInUse.class);

  private final FrameworkHandle handle;

  VolumeRestrictions(FrameworkHandle handle) {
    this.handle = handle;
  }

  /** The pod's ReadWriteOncePod claims, and how often pods on nodes refer to them. */
  private static final class ClaimsInUse implements CycleState.Copyable {
    private final SortedSet<String> names;
    private int references;

    ClaimsInUse(SortedSet<String> names, int references) {
      this.names = names;
      this.references = references;
    }

    @Override
    public ClaimsInUse copy() {
      return new ClaimsInUse(names, references);
    }

    /** As in Kubernetes, namespaces are not compared here. */
    int referencesOf(Pod pod) {
      int count = 0;
      for (Volume volume : pod.spec().volumes()) {
        if (PodClaims.isNamed(volume) && names.contains(volume.id())) {
          count++;
        }
      }
      return count;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    List<Volume> volumes = pod.spec().volumes();
    if (volumes.isEmpty()) {
      return PreFilterResult.SKIP;
    }
    boolean hasDisks = false;
    SortedSet<String> names = new TreeSet<>();
    for (Volume volume : volumes) {
      hasDisks |= Disks.isDisk(volume);
      if (PodClaims.isNamed(volume)) {
        PersistentVolumeClaim claim =
            handle.objects().persistentVolumeClaims().get(PodClaims.key(pod.pod(), volume.id()));
        if (claim == null) {
          return PreFilterResult.refused(Status.unresolvable(PodClaims.notFound(volume.id())));
        }
        if (claim.accessModes().contains(VolumeAccessMode.READ_WRITE_ONCE_POD)) {
          names.add(claim.name());
        }
      }
    }
    int inUse = names.isEmpty() ? 0 : claimsInUse(pod.pod().namespace(), names, nodes);
    if (!hasDisks && inUse == 0) {
      return PreFilterResult.SKIP;
    }
    state.write(STATE, new ClaimsInUse(names, inUse));
    return PreFilterResult.ALL_NODES;
  }

  /** How many of the claims some pod on a node uses. */
  private static int claimsInUse(String namespace, SortedSet<String> names, NodeList nodes) {
    SortedSet<String> used = new TreeSet<>();
    for (NodeInfo node : nodes.all()) {
      for (PodInfo pod : node.pods()) {
        if (!pod.spec().volumes().isEmpty() && pod.pod().namespace().equals(namespace)) {
          for (Volume volume : pod.spec().volumes()) {
            if (PodClaims.isNamed(volume) && names.contains(volume.id())) {
              used.add(volume.id());
            }
          }
        }
      }
    }
    return used.size();
  }

  @Override
  public void addPod(CycleState state, PodInfo pod, PodInfo added, NodeInfo node) {
    ClaimsInUse claims = state.read(STATE);
    if (claims != null) {
      claims.references += claims.referencesOf(added.pod());
    }
  }

  @Override
  public void removePod(CycleState state, PodInfo pod, PodInfo removed, NodeInfo node) {
    ClaimsInUse claims = state.read(STATE);
    if (claims != null) {
      claims.references -= claims.referencesOf(removed.pod());
    }
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    for (PodInfo other : node.pods()) {
      if (Disks.conflict(pod.spec(), other.spec())) {
        return DISK_CONFLICT;
      }
    }
    ClaimsInUse claims = state.read(STATE);
    if (claims == null) {
      return NO_STATE;
    }
    return claims.references > 0 ? CLAIM_IN_USE : Status.SUCCESS;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        new QueueingHint(ClusterEvent.ASSIGNED_POD_DELETED, VolumeRestrictions::isVolumeFreed),
        QueueingHint.always(ClusterEvent.NODE_ADDED),
        new QueueingHint(
            ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED, VolumeRestrictions::isOwnClaim));
  }

  private static boolean isOwnClaim(Pod pod, Change change) {
    return change.newObject() instanceof PersistentVolumeClaim claim
        ? PodClaims.names(pod, claim)
        : Changes.isEverything(change);
  }

  private static boolean isVolumeFreed(Pod pod, Change change) {
    Pod gone = change.oldPod();
    if (gone == null) {
      return Changes.isEverything(change);
    }
    if (!gone.namespace().equals(pod.namespace())) {
      return false;
    }
    if (Disks.conflict(pod.spec(), gone.spec())) {
      return true;
    }
    for (Volume freed : gone.spec().volumes()) {
      for (Volume wanted : pod.spec().volumes()) {
        if (PodClaims.isNamed(freed)
            && PodClaims.isNamed(wanted)
            && freed.id().equals(wanted.id())) {
          return true;
        }
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
      return "Keeps pods from sharing volumes that only one may use.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new VolumeRestrictions(handle);
    }
  }
}
