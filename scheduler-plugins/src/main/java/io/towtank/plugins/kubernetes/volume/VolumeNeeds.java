package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.Labels;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one pod as PreFilter found them. Source: kube-scheduler v1.34, {@code
 * FindPodVolumes}.
 */
final class VolumeNeeds {
  private final List<@Nullable ReachableVolume> bound;
  private final List<UnboundClaim> unbound;
  private final List<UnboundClaim> toMatch;

  /**
   * The needs of one attempt.
   *
   * @param bound volumes of bound claims, null for those that do not exist
   * @param unbound claims to be bound once the node is chosen
   */
  VolumeNeeds(List<@Nullable ReachableVolume> bound, List<UnboundClaim> unbound) {
    this.bound = bound;
    this.unbound = unbound;
    toMatch = new ArrayList<>();
    for (UnboundClaim wanted : unbound) {
      if (wanted.claim().selectedNode().isEmpty()) {
        toMatch.add(wanted);
      }
    }
    toMatch.sort(Comparator.comparingLong(wanted -> wanted.claim().requestBytes()));
  }

  /** Claims to be bound once the node is chosen. */
  List<UnboundClaim> unbound() {
    return unbound;
  }

  /** What would become of the volumes on a node. */
  VolumeDecision decide(String nodeName, Labels node) {
    VolumeDecision.Bound reach = reachOfBound(node);
    if (unbound.isEmpty()) {
      return reach == VolumeDecision.Bound.REACHABLE
          ? VolumeDecision.NOTHING_TO_DO
          : VolumeDecision.refused(reach, true);
    }
    List<UnboundClaim> toProvision = new ArrayList<>(0);
    for (UnboundClaim wanted : unbound) {
      String selected = wanted.claim().selectedNode();
      if (!selected.isEmpty()) {
        if (!selected.equals(nodeName)) {
          return VolumeDecision.refused(reach, false);
        }
        toProvision.add(wanted);
      }
    }
    List<VolumeDecision.Binding> bindings = new ArrayList<>(toMatch.size());
    List<PersistentVolume> taken = new ArrayList<>(toMatch.size());
    for (UnboundClaim wanted : toMatch) {
      PersistentVolume volume = wanted.find(node, taken);
      if (volume == null) {
        toProvision.add(wanted);
      } else {
        taken.add(volume);
        bindings.add(new VolumeDecision.Binding(volume, wanted.claim()));
      }
    }
    List<PersistentVolumeClaim> provisions = new ArrayList<>(toProvision.size());
    for (UnboundClaim wanted : toProvision) {
      if (!wanted.isProvisionableFor(node)) {
        return VolumeDecision.refused(reach, false);
      }
      provisions.add(wanted.claim());
    }
    return reach == VolumeDecision.Bound.REACHABLE
        ? VolumeDecision.accepted(bindings, provisions)
        : VolumeDecision.refused(reach, true);
  }

  private VolumeDecision.Bound reachOfBound(Labels node) {
    for (ReachableVolume volume : bound) {
      if (volume == null) {
        return VolumeDecision.Bound.MISSING;
      }
      if (!volume.isReachedFrom(node)) {
        return VolumeDecision.Bound.UNREACHABLE;
      }
    }
    return VolumeDecision.Bound.REACHABLE;
  }
}
