package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.Labels;
import io.towtank.model.NodeSelectorMatcher;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.StorageClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim that waits for its pod to be given a node, and the volumes of its class that would do for
 * it. Source: kube-scheduler v1.34, {@code FindMatchingVolume} and {@code checkVolumeProvisions}.
 */
final class UnboundClaim {
  private final PersistentVolumeClaim claim;
  private final List<ReachableVolume> prebound = new ArrayList<>();
  private final List<ReachableVolume> available = new ArrayList<>();
  private final boolean provisionable;
  private final NodeSelectorMatcher[] allowedTopologies;

  /**
   * Sorts out the volumes.
   *
   * @param volumes all volumes of the claim's class; of equally large ones the first is preferred
   */
  UnboundClaim(
      PersistentVolumeClaim claim, StorageClass storageClass, List<PersistentVolume> volumes) {
    this.claim = claim;
    for (PersistentVolume volume : volumes) {
      if (volume.capacityBytes() >= claim.requestBytes()
          && volume.volumeMode().equals(claim.volumeMode())
          && !volume.terminating()) {
        if (volume.isFor(claim)) {
          prebound.add(new ReachableVolume(volume));
        } else if (volume.claim().isEmpty() && isAvailable(volume)) {
          available.add(new ReachableVolume(volume));
        }
      }
    }
    available.sort(Comparator.comparingLong(found -> found.volume().capacityBytes()));
    provisionable =
        !storageClass.provisioner().isEmpty()
            && !storageClass.provisioner().equals(StorageClass.NO_PROVISIONER);
    allowedTopologies = NodeSelectorMatcher.of(storageClass.allowedTopologies());
  }

  private boolean isAvailable(PersistentVolume volume) {
    return volume.phase().equals("Available")
        && (claim.selector() == null || claim.selector().matches(volume.labels()))
        && volume.accessModes().containsAll(claim.accessModes());
  }

  PersistentVolumeClaim claim() {
    return claim;
  }

  /**
   * The volume that is kept for the claim, or else the smallest that a node with these labels
   * reaches; null if there is none.
   *
   * @param taken volumes that other claims of the pod would get
   */
  @Nullable PersistentVolume find(Labels node, List<PersistentVolume> taken) {
    for (ReachableVolume candidate : prebound) {
      if (!taken.contains(candidate.volume())) {
        return candidate.isReachedFrom(node) ? candidate.volume() : null;
      }
    }
    for (ReachableVolume candidate : available) {
      if (!taken.contains(candidate.volume()) && candidate.isReachedFrom(node)) {
        return candidate.volume();
      }
    }
    return null;
  }

  /** Whether a volume could be made for a node with these labels. */
  boolean isProvisionableFor(Labels node) {
    if (!provisionable) {
      return false;
    }
    if (allowedTopologies.length == 0) {
      return true;
    }
    for (NodeSelectorMatcher term : allowedTopologies) {
      if (term.matchesLabels(node)) {
        return true;
      }
    }
    return false;
  }
}
