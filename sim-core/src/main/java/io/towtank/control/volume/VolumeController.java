package io.towtank.control.volume;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.Triggers;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.ApiObject;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.StatefulSet;
import io.towtank.model.StorageClass;
import io.towtank.model.Volume;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds the claims that wait for no pod: to the smallest volume that will do, or to one that their
 * class makes; claims that wait for a pod are bound by the scheduler. Gives the default class to
 * those that name none. Removes claims whose pod or stateful set is gone, or whose deletion was
 * asked for, once no pod uses them any more, and with them the volumes that were made for them, as
 * with the reclaim policy {@code Delete}. Source: Kubernetes v1.34, {@code
 * pkg/controller/volume/persistentvolume} ({@code syncUnboundClaim}, {@code
 * assignDefaultStorageClass}), {@code pkg/controller/volume/pvcprotection}, and the garbage
 * collector's rules. Volumes are made at once.
 */
public final class VolumeController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "persistentvolume-controller";

  private final ApiServer api;
  private final Controller controller;

  /** Claims for which there was no volume, and nobody to make one. */
  private final Set<String> waiting = new LinkedHashSet<>();

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {}

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (newPod.phase().isTerminal() && !oldPod.phase().isTerminal()) {
        ended(newPod);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      ended(pod);
    }

    private void ended(Pod pod) {
      for (Volume volume : pod.spec().volumes()) {
        String claim = claimOf(pod, volume);
        if (claim != null) {
          controller.enqueue(pod.namespace() + "/" + claim);
        }
      }
    }
  }

  /** What claims wait for that no volume was found for. */
  private final class SupplyWatcher<T extends ApiObject<T>> implements Watcher<T> {
    @Override
    public void onAdd(T object) {
      waiting.forEach(controller::enqueue);
    }
  }

  private final class SetWatcher implements Watcher<StatefulSet> {
    @Override
    public void onDelete(StatefulSet set) {
      for (PersistentVolumeClaim claim : api.persistentVolumeClaims().list()) {
        if (claim.ownerSet().equals(set.name()) && claim.namespace().equals(set.namespace())) {
          controller.enqueue(claim.key());
        }
      }
    }
  }

  /** A controller that is stopped. */
  public VolumeController(ControlContext context) {
    api = context.api();
    controller = new Controller(context.simulation(), this);
    long delay = context.options().watchDelayNanos();
    Watcher<PersistentVolumeClaim> own = Triggers.own(controller::enqueue);
    api.persistentVolumeClaims().watch(NAME, delay, own);
    api.persistentVolumes().watch(NAME, delay, new SupplyWatcher<PersistentVolume>());
    api.storageClasses().watch(NAME, delay, new SupplyWatcher<StorageClass>());
    api.statefulSets().watch(NAME, delay, new SetWatcher());
    // Late news of every pod would cost an event each, and a claim waits a moment longer at most.
    api.pods().watch(NAME, 0, new PodWatcher());
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Collection<String> keys() {
    return api.persistentVolumeClaims().list().stream().map(PersistentVolumeClaim::key).toList();
  }

  private static @Nullable String claimOf(Pod pod, Volume volume) {
    return switch (volume.source()) {
      case PERSISTENT_VOLUME_CLAIM -> volume.id();
      case EPHEMERAL -> pod.name() + "-" + volume.name();
      default -> null;
    };
  }

  @Override
  public Outcome reconcile(String key) {
    waiting.remove(key);
    PersistentVolumeClaim claim = api.persistentVolumeClaims().get(key);
    if (claim == null) {
      return Outcome.DONE;
    }
    if (isToGo(claim)) {
      return isInUse(claim) || isDone(remove(claim)) ? Outcome.DONE : Outcome.RETRY;
    }
    return claim.isBound() || bind(claim) ? Outcome.DONE : Outcome.RETRY;
  }

  private boolean isToGo(PersistentVolumeClaim claim) {
    String namespace = claim.namespace() + "/";
    return claim.terminating()
        || (!claim.ownerPod().isEmpty() && api.pods().get(namespace + claim.ownerPod()) == null)
        || (!claim.ownerSet().isEmpty()
            && api.statefulSets().get(namespace + claim.ownerSet()) == null);
  }

  /** Source: {@code podUsesPVC}: pods that have a node and have not ended. */
  private boolean isInUse(PersistentVolumeClaim claim) {
    for (Pod pod : api.pods().list()) {
      if (pod.isActiveOnNode() && pod.namespace().equals(claim.namespace())) {
        for (Volume volume : pod.spec().volumes()) {
          if (claim.name().equals(claimOf(pod, volume))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private WriteResult<?> remove(PersistentVolumeClaim claim) {
    PersistentVolume volume =
        claim.isBound() ? api.persistentVolumes().get(claim.volumeName()) : null;
    StorageClass storageClass =
        volume == null ? null : api.storageClasses().get(volume.storageClassName());
    if (volume != null && storageClass != null && storageClass.isProvisioned()) {
      WriteResult<PersistentVolume> reclaimed = api.persistentVolumes().delete(volume.key());
      if (!isDone(reclaimed)) {
        return reclaimed;
      }
    }
    return api.persistentVolumeClaims().delete(claim.key());
  }

  /** Whether nothing was refused. */
  private boolean bind(PersistentVolumeClaim unbound) {
    PersistentVolumeClaim claim = unbound;
    if (claim.storageClassName() == null) {
      StorageClass usual = defaultClass();
      if (usual != null) {
        WriteResult<PersistentVolumeClaim> given =
            api.persistentVolumeClaims().update(claim.key(), it -> it.ofClass(usual.name()));
        if (given.object() == null) {
          return isDone(given);
        }
        claim = given.object();
      }
    }
    StorageClass storageClass =
        claim.className().isEmpty() ? null : api.storageClasses().get(claim.className());
    if (storageClass != null && storageClass.waitForFirstConsumer()) {
      return true;
    }
    PersistentVolume volume = smallestFor(claim);
    if (volume != null) {
      PersistentVolumeClaim owner = claim;
      return isDone(api.persistentVolumes().update(volume.key(), it -> it.boundTo(owner)))
          && isDone(bindTo(claim, volume.name()));
    }
    if (storageClass == null || !storageClass.isProvisioned() || !claim.volumeName().isEmpty()) {
      waiting.add(claim.key());
      return true;
    }
    PersistentVolume made =
        PersistentVolume.madeFor(
            claim,
            storageClass,
            storageClass.allowedTopologies().isEmpty() ? null : storageClass.allowedTopologies());
    return isDone(api.persistentVolumes().create(made)) && isDone(bindTo(claim, made.name()));
  }

  private WriteResult<PersistentVolumeClaim> bindTo(PersistentVolumeClaim claim, String volume) {
    return api.persistentVolumeClaims().update(claim.key(), it -> it.boundTo(volume));
  }

  /** Of several default classes the newest. Source: {@code GetDefaultClass}. */
  private @Nullable StorageClass defaultClass() {
    StorageClass newest = null;
    for (StorageClass storageClass : api.storageClasses().list()) {
      newest = storageClass.isDefault() ? storageClass : newest;
    }
    return newest;
  }

  /** Source: {@code findMatchingVolume}: one kept for the claim, or else the smallest free one. */
  private @Nullable PersistentVolume smallestFor(PersistentVolumeClaim claim) {
    PersistentVolume smallest = null;
    for (PersistentVolume volume : api.persistentVolumes().list()) {
      if (volume.isFor(claim)) {
        return volume;
      }
      if (isFreeFor(claim, volume)
          && (smallest == null || volume.capacityBytes() < smallest.capacityBytes())) {
        smallest = volume;
      }
    }
    return smallest;
  }

  private static boolean isFreeFor(PersistentVolumeClaim claim, PersistentVolume volume) {
    return volume.claim().isEmpty()
        && !volume.terminating()
        && List.of("Available", "Pending").contains(volume.phase())
        && (claim.volumeName().isEmpty() || claim.volumeName().equals(volume.name()))
        && volume.storageClassName().equals(claim.className())
        && volume.capacityBytes() >= claim.requestBytes()
        && volume.accessModes().containsAll(claim.accessModes())
        && volume.volumeMode().equals(claim.volumeMode())
        && (claim.selector() == null || claim.selector().matches(volume.labels()));
  }

  private static boolean isDone(WriteResult<?> result) {
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }
}
