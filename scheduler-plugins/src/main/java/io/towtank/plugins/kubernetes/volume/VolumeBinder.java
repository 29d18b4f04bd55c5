package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.StorageClass;
import io.towtank.model.Volume;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks a pod's claims up, and keeps in mind what was chosen for pods that are being bound. */
final class VolumeBinder {
  private static final Findings IMMEDIATE =
      new Findings(Status.unresolvable("pod has unbound immediate PersistentVolumeClaims"), null);

  private final FrameworkHandle handle;
  private final AssumeCache<PersistentVolume> volumes;
  private final AssumeCache<PersistentVolumeClaim> claims;

  VolumeBinder(FrameworkHandle handle) {
    this.handle = handle;
    volumes = new AssumeCache<>(() -> handle.objects().persistentVolumes());
    claims = new AssumeCache<>(() -> handle.objects().persistentVolumeClaims());
  }

  /**
   * What was found out about a pod's claims.
   *
   * @param status why the pod can't run on any node
   * @param needs what it needs, null if it can't run
   */
  record Findings(Status status, @Nullable VolumeNeeds needs) {
    static Findings refused(String reason) {
      return new Findings(Status.unresolvable(reason), null);
    }
  }

  boolean hasClaims(Pod pod) {
    List<Volume> volumes = pod.spec().volumes();
    for (int i = 0; i < volumes.size(); i++) {
      if (PodClaims.nameOf(pod, volumes.get(i)) != null) {
        return true;
      }
    }
    return false;
  }

  /** Sorts the pod's claims into bound ones and those that wait for a node. */
  Findings find(Pod pod) {
    String invalid = errorOfClaims(pod);
    if (invalid != null) {
      return Findings.refused(invalid);
    }
    List<@Nullable ReachableVolume> bound = new ArrayList<>();
    List<UnboundClaim> unbound = new ArrayList<>();
    boolean isImmediate = false;
    for (Volume volume : pod.spec().volumes()) {
      String name = PodClaims.nameOf(pod, volume);
      PersistentVolumeClaim claim = name == null ? null : claims.get(PodClaims.key(pod, name));
      if (claim == null) {
        continue;
      }
      if (claim.isBound()) {
        PersistentVolume found = volumes.get(claim.volumeName());
        bound.add(found == null ? null : new ReachableVolume(found));
        continue;
      }
      StorageClass storageClass =
          claim.className().isEmpty()
              ? null
              : handle.objects().storageClasses().get(claim.className());
      if (storageClass != null
          && storageClass.waitForFirstConsumer()
          && claim.volumeName().isEmpty()) {
        unbound.add(new UnboundClaim(claim, storageClass, volumesOf(claim.className())));
      } else {
        isImmediate = true;
      }
    }
    return isImmediate ? IMMEDIATE : new Findings(Status.SUCCESS, new VolumeNeeds(bound, unbound));
  }

  /** Why the pod's claims are no good; null if they are. */
  private @Nullable String errorOfClaims(Pod pod) {
    for (Volume volume : pod.spec().volumes()) {
      String name = PodClaims.nameOf(pod, volume);
      if (name == null) {
        continue;
      }
      PersistentVolumeClaim claim =
          handle.objects().persistentVolumeClaims().get(PodClaims.key(pod, name));
      String error =
          claim == null ? errorOfMissing(volume, name) : errorOfClaim(pod, volume, claim);
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  private static String errorOfMissing(Volume volume, String name) {
    return PodClaims.isEphemeral(volume)
        ? "waiting for ephemeral volume controller to create the persistentvolumeclaim \""
            + name
            + "\""
        : PodClaims.notFound(name);
  }

  private static @Nullable String errorOfClaim(
      Pod pod, Volume volume, PersistentVolumeClaim claim) {
    String prefix = "persistentvolumeclaim \"" + claim.name() + "\" ";
    if (claim.phase().equals("Lost")) {
      return prefix + "bound to non-existent persistentvolume \"" + claim.volumeName() + "\"";
    }
    if (claim.terminating()) {
      return prefix + "is being deleted";
    }
    return PodClaims.isEphemeral(volume) ? PodClaims.ownershipError(pod, claim) : null;
  }

  private List<PersistentVolume> volumesOf(String className) {
    List<PersistentVolume> found = new ArrayList<>();
    for (PersistentVolume volume : handle.objects().persistentVolumes().list()) {
      if (volume.storageClassName().equals(className)) {
        found.add(volumes.latest(volume));
      }
    }
    return found;
  }

  /** Whether no claim has to be bound any more. */
  boolean areAllBound(VolumeNeeds needs) {
    for (UnboundClaim wanted : needs.unbound()) {
      PersistentVolumeClaim claim = claims.get(wanted.claim().key());
      if (claim == null || !claim.isBound()) {
        return false;
      }
    }
    return true;
  }

  /** Assumes what was decided, or nothing if part of it has changed meanwhile. */
  Status assume(VolumeDecision decision, String nodeName) {
    for (VolumeDecision.Binding binding : decision.bindings()) {
      PersistentVolume volume = binding.volume();
      PersistentVolumeClaim claim = binding.claim();
      boolean isMarked =
          volume.claim().equals(claim.key()) && volume.claimUid().equals(claim.uid());
      if (!isMarked && !volumes.assume(volume.boundTo(claim))) {
        revert(decision);
        return Status.error("persistentvolume \"" + volume.name() + "\" is out of sync");
      }
    }
    for (PersistentVolumeClaim claim : decision.provisions()) {
      if (!claims.assume(claim.withSelectedNode(nodeName))) {
        revert(decision);
        return Status.error("persistentvolumeclaim \"" + claim.name() + "\" is out of sync");
      }
    }
    return Status.SUCCESS;
  }

  /** Takes back what was assumed. */
  void revert(VolumeDecision decision) {
    decision.bindings().forEach(binding -> volumes.restore(binding.volume().key()));
    decision.provisions().forEach(claim -> claims.restore(claim.key()));
  }
}
