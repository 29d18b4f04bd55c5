package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.PodSpec;
import io.towtank.model.Volume;
import java.util.Collections;
import java.util.List;

/** Disks that pods name themselves, without a claim. */
final class Disks {
  private Disks() {}

  /** Whether the volume is a disk that some others can't share. */
  static boolean isDisk(Volume volume) {
    return switch (volume.source()) {
      case GCE_PERSISTENT_DISK, AWS_ELASTIC_BLOCK_STORE, ISCSI, RBD -> true;
      case PERSISTENT_VOLUME_CLAIM, EPHEMERAL, OTHER -> false;
    };
  }

  /** Whether two pods name a disk that they can't share. */
  static boolean conflict(PodSpec some, PodSpec others) {
    List<Volume> wanted = some.volumes();
    List<Volume> held = others.volumes();
    if (wanted.isEmpty() || held.isEmpty()) {
      return false;
    }
    for (Volume volume : wanted) {
      for (Volume other : held) {
        if (conflict(volume, other)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether two volumes are the same disk, and can't both be used. Source: kube-scheduler v1.34,
   * {@code isVolumeConflict}.
   */
  private static boolean conflict(Volume volume, Volume other) {
    if (volume.source() != other.source() || !volume.id().equals(other.id())) {
      return false;
    }
    boolean bothRead = volume.readOnly() && other.readOnly();
    return switch (volume.source()) {
      case AWS_ELASTIC_BLOCK_STORE -> true;
      case GCE_PERSISTENT_DISK, ISCSI -> !bothRead;
      case RBD -> !bothRead && !Collections.disjoint(volume.monitors(), other.monitors());
      case PERSISTENT_VOLUME_CLAIM, EPHEMERAL, OTHER -> false;
    };
  }
}
