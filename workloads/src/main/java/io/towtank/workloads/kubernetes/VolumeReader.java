package io.towtank.workloads.kubernetes;

import io.towtank.model.Volume;
import io.towtank.model.Volume.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads the volumes of one pod.
 *
 * <p>What tells disks apart is what kube-scheduler's VolumeRestrictions compares: the disk's name,
 * the volume's id, the target's qualified name; for RBD {@code pool/image} and the monitors.
 */
final class VolumeReader {
  private static final String RBD_POOL = "rbd";

  private final Manifest manifest;

  VolumeReader(Manifest manifest) {
    this.manifest = manifest;
  }

  Volume volume(io.fabric8.kubernetes.api.model.Volume source, String path) {
    String name = manifest.requiredText(source.getName(), path + ".name");
    var claim = source.getPersistentVolumeClaim();
    if (claim != null) {
      String at = path + ".persistentVolumeClaim.claimName";
      String id = manifest.requiredText(claim.getClaimName(), at);
      return make(name, Source.PERSISTENT_VOLUME_CLAIM, id, claim.getReadOnly());
    }
    if (source.getEphemeral() != null) {
      return make(name, Source.EPHEMERAL, "", null);
    }
    var gce = source.getGcePersistentDisk();
    if (gce != null) {
      String at = path + ".gcePersistentDisk.pdName";
      String id = manifest.requiredText(gce.getPdName(), at);
      return make(name, Source.GCE_PERSISTENT_DISK, id, gce.getReadOnly());
    }
    var ebs = source.getAwsElasticBlockStore();
    if (ebs != null) {
      String at = path + ".awsElasticBlockStore.volumeID";
      String id = manifest.requiredText(ebs.getVolumeID(), at);
      return make(name, Source.AWS_ELASTIC_BLOCK_STORE, id, ebs.getReadOnly());
    }
    var iscsi = source.getIscsi();
    if (iscsi != null) {
      String id = manifest.requiredText(iscsi.getIqn(), path + ".iscsi.iqn");
      return make(name, Source.ISCSI, id, iscsi.getReadOnly());
    }
    var rbd = source.getRbd();
    if (rbd != null) {
      String image = manifest.requiredText(rbd.getImage(), path + ".rbd.image");
      String pool = Fields.orEmpty(rbd.getPool());
      return new Volume(
          name,
          Source.RBD,
          (pool.isEmpty() ? RBD_POOL : pool) + "/" + image,
          Boolean.TRUE.equals(rbd.getReadOnly()),
          manifest.texts(rbd.getMonitors(), path + ".rbd.monitors"));
    }
    return make(name, Source.OTHER, "", null);
  }

  private static Volume make(String name, Source source, String id, @Nullable Boolean readOnly) {
    return new Volume(name, source, id, Boolean.TRUE.equals(readOnly));
  }
}
