package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.Volume;
import org.jspecify.annotations.Nullable;

/** The claims behind a pod's volumes, and Kubernetes' words for what may be wrong with them. */
final class PodClaims {
  private PodClaims() {}

  /** Name of the claim behind a volume, null if there is none. */
  static @Nullable String nameOf(Pod pod, Volume volume) {
    return switch (volume.source()) {
      case PERSISTENT_VOLUME_CLAIM -> volume.id();
      case EPHEMERAL -> pod.name() + "-" + volume.name();
      default -> null;
    };
  }

  /** Key of one of the pod's claims. */
  static String key(Pod pod, String claimName) {
    return pod.namespace() + "/" + claimName;
  }

  static boolean isNamed(Volume volume) {
    return volume.source() == Volume.Source.PERSISTENT_VOLUME_CLAIM;
  }

  static boolean isEphemeral(Volume volume) {
    return volume.source() == Volume.Source.EPHEMERAL;
  }

  /** Whether the claim is behind one of the pod's volumes. */
  static boolean uses(Pod pod, PersistentVolumeClaim claim) {
    return uses(pod, claim, true);
  }

  /** Whether the pod names the claim; claims of ephemeral volumes are not named. */
  static boolean names(Pod pod, PersistentVolumeClaim claim) {
    return uses(pod, claim, false);
  }

  private static boolean uses(Pod pod, PersistentVolumeClaim claim, boolean ephemeralToo) {
    if (!pod.namespace().equals(claim.namespace())) {
      return false;
    }
    for (Volume volume : pod.spec().volumes()) {
      if ((ephemeralToo || isNamed(volume)) && claim.name().equals(nameOf(pod, volume))) {
        return true;
      }
    }
    return false;
  }

  static String notFound(String claimName) {
    return "persistentvolumeclaim \"" + claimName + "\" not found";
  }

  /** Why the claim can't be that of the pod's ephemeral volume; null if it can. */
  static @Nullable String ownershipError(Pod pod, PersistentVolumeClaim claim) {
    return claim.ownerPod().equals(pod.name())
        ? null
        : "PVC " + claim.key() + " was not created for pod " + pod.key() + " (pod is not owner)";
  }
}
