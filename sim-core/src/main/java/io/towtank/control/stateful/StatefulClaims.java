package io.towtank.control.stateful;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.control.WriteFailure;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.StatefulSet;
import io.towtank.model.StatefulSetSpec;
import io.towtank.model.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * The claims that a stateful set makes for each of its pods, and whether they go with them. Source:
 * Kubernetes v1.34, {@code stateful_pod_control.go}, {@code updateStorage} and {@code
 * updateClaimOwnerRefForSetAndPod} of {@code stateful_set_utils.go}.
 */
final class StatefulClaims {
  private final ApiServer api;
  private final StatefulSet set;
  private final StatefulSetSpec spec;

  StatefulClaims(ApiServer api, StatefulSet set) {
    this.api = api;
    this.set = set;
    spec = set.spec();
  }

  private static String name(PersistentVolumeClaim template, String podName) {
    return template.name() + "-" + podName;
  }

  /** A pod's spec with the volumes of its claims, in place of those of the same name. */
  static PodSpec withVolumes(PodSpec pod, StatefulSetSpec spec, String podName) {
    if (spec.volumeClaimTemplates().isEmpty()) {
      return pod;
    }
    List<Volume> volumes = new ArrayList<>();
    for (PersistentVolumeClaim template : spec.volumeClaimTemplates()) {
      volumes.add(Volume.ofClaim(template.name(), name(template, podName)));
    }
    for (Volume volume : pod.volumes()) {
      if (spec.volumeClaimTemplates().stream().noneMatch(t -> t.name().equals(volume.name()))) {
        volumes.add(volume);
      }
    }
    return pod.toBuilder().volumes(volumes).build();
  }

  /**
   * Makes the claims that a wanted pod lacks; those that were to go with it stay.
   *
   * @throws WriteFailure if one can't be made, or is being deleted
   */
  void make(String podName) throws WriteFailure {
    String owner = spec.claimsGoWithSet() ? set.name() : "";
    for (PersistentVolumeClaim template : spec.volumeClaimTemplates()) {
      PersistentVolumeClaim wanted =
          template.named(set.namespace(), name(template, podName)).ownedBy(owner, "");
      PersistentVolumeClaim stored = api.persistentVolumeClaims().get(wanted.key());
      if (stored == null) {
        WriteFailure.orStop(api.persistentVolumeClaims().create(wanted));
      } else if (stored.terminating()) {
        throw new WriteFailure("pvc " + stored.name() + " is being deleted");
      } else {
        give(stored, owner, "");
      }
    }
  }

  /** A pod is no longer wanted: its claims go with it, or stay. */
  void release(Pod pod) throws WriteFailure {
    for (PersistentVolumeClaim template : spec.volumeClaimTemplates()) {
      String key = set.namespace() + "/" + name(template, pod.name());
      PersistentVolumeClaim stored = api.persistentVolumeClaims().get(key);
      if (stored != null && spec.claimsGoWithScaling()) {
        give(stored, "", pod.name());
      } else if (stored != null) {
        give(stored, spec.claimsGoWithSet() ? set.name() : "", "");
      }
    }
  }

  private void give(PersistentVolumeClaim stored, String ownerSet, String ownerPod)
      throws WriteFailure {
    if (!stored.ownerSet().equals(ownerSet) || !stored.ownerPod().equals(ownerPod)) {
      WriteResult<PersistentVolumeClaim> result =
          api.persistentVolumeClaims()
              .update(stored.key(), claim -> claim.ownedBy(ownerSet, ownerPod));
      WriteFailure.unlessGone(result);
    }
  }
}
