package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.CsiNode;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.StorageClass;
import io.towtank.model.Volume;
import io.towtank.scheduling.framework.ClusterObjects;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.Status;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Says which volumes of a pod a node must attach, as a map from what identifies the volume to its
 * driver. Source: kube-scheduler v1.34, {@code filterAttachableVolumes}.
 */
final class AttachableVolumes {
  private static final String EBS_DRIVER = "ebs.csi.aws.com";
  private static final String GCE_DRIVER = "pd.csi.storage.gke.io";
  private static final String EBS_URL = "aws://";

  private final FrameworkHandle handle;

  AttachableVolumes(FrameworkHandle handle) {
    this.handle = handle;
  }

  /** Whether one of the volumes is of a kind that may have to be attached. */
  static boolean mayHave(PodSpec spec) {
    for (Volume volume : spec.volumes()) {
      switch (volume.source()) {
        case PERSISTENT_VOLUME_CLAIM, EPHEMERAL, GCE_PERSISTENT_DISK, AWS_ELASTIC_BLOCK_STORE -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Adds those of a pod that wants to run; its claims must exist. */
  Status addOfNew(Pod pod, @Nullable CsiNode csiNode, SortedMap<String, String> volumes) {
    return add(pod, csiNode, true, volumes);
  }

  /** Adds those of a pod on the node; claims that do not exist are passed over. */
  Status addOfExisting(Pod pod, @Nullable CsiNode csiNode, SortedMap<String, String> volumes) {
    return add(pod, csiNode, false, volumes);
  }

  private Status add(
      Pod pod, @Nullable CsiNode csiNode, boolean isNew, SortedMap<String, String> volumes) {
    for (Volume volume : pod.spec().volumes()) {
      String claimName = PodClaims.nameOf(pod, volume);
      if (claimName == null) {
        addDisk(volume, csiNode, volumes);
        continue;
      }
      if (claimName.isEmpty()) {
        return Status.error("PersistentVolumeClaim had no name");
      }
      String key = PodClaims.key(pod, claimName);
      PersistentVolumeClaim claim = handle.objects().persistentVolumeClaims().get(key);
      if (claim == null) {
        if (isNew) {
          return Status.unresolvable(
              "looking up PVC " + key + ": " + PodClaims.notFound(claimName));
        }
        continue;
      }
      if (PodClaims.isEphemeral(volume)) {
        String error = PodClaims.ownershipError(pod, claim);
        if (error != null) {
          return Status.error(error);
        }
      }
      addClaim(claim, csiNode, volumes);
    }
    return Status.SUCCESS;
  }

  /** Disks of the kinds whose drivers have taken over on every node that has drivers. */
  private static void addDisk(
      Volume volume, @Nullable CsiNode csiNode, SortedMap<String, String> volumes) {
    if (csiNode == null) {
      return;
    }
    switch (volume.source()) {
      case AWS_ELASTIC_BLOCK_STORE -> put(EBS_DRIVER, ebsHandle(volume.id()), volumes);
      case GCE_PERSISTENT_DISK ->
          put(GCE_DRIVER, "projects/UNSPECIFIED/zones/UNSPECIFIED/disks/" + volume.id(), volumes);
      default -> {}
    }
  }

  /** The id at the end of {@code aws://zone/id}, or the id as it is. */
  private static String ebsHandle(String id) {
    return id.startsWith(EBS_URL) ? id.substring(id.lastIndexOf('/') + 1) : id;
  }

  private void addClaim(
      PersistentVolumeClaim claim, @Nullable CsiNode csiNode, SortedMap<String, String> volumes) {
    ClusterObjects objects = handle.objects();
    PersistentVolume volume =
        claim.volumeName().isEmpty() ? null : objects.persistentVolumes().get(claim.volumeName());
    if (volume != null) {
      put(volume.csiDriver(), volume.volumeHandle(), volumes);
      return;
    }
    StorageClass storageClass =
        claim.className().isEmpty() ? null : objects.storageClasses().get(claim.className());
    if (storageClass != null
        && (csiNode != null || storageClass.csiDriver().equals(storageClass.provisioner()))) {
      // Kubernetes puts a random prefix here, so that no volume is taken for an unbound claim.
      put(storageClass.csiDriver(), "unbound " + claim.key(), volumes);
    }
  }

  private static void put(String driver, String volumeHandle, SortedMap<String, String> volumes) {
    if (!driver.isEmpty() && !volumeHandle.isEmpty()) {
      volumes.put(driver + "/" + volumeHandle, driver);
    }
  }
}
