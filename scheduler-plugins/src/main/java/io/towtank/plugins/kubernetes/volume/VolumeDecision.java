package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * What would become of a pod's volumes on one node.
 *
 * @param status success, or why the pod can't have its volumes there
 * @param bindings volumes that would be bound to claims
 * @param provisions claims for which volumes would be made
 */
record VolumeDecision(
    Status status, List<Binding> bindings, List<PersistentVolumeClaim> provisions) {
  private static final String AFFINITY = "node(s) didn't match PersistentVolume's node affinity";
  private static final String NO_VOLUME =
      "node(s) didn't find available persistent volumes to bind";
  private static final String MISSING =
      "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";

  /** All is well, and nothing is to be done. */
  static final VolumeDecision NOTHING_TO_DO =
      new VolumeDecision(Status.SUCCESS, List.of(), List.of());

  private static final VolumeDecision NO_MATCH = refused(NO_VOLUME);
  private static final VolumeDecision[] BOUND_REFUSED = {refused(AFFINITY), refused(MISSING)};
  private static final VolumeDecision[] BOTH_REFUSED = {
    refused(AFFINITY, NO_VOLUME), refused(NO_VOLUME, MISSING)
  };

  /** A volume for a claim. */
  record Binding(PersistentVolume volume, PersistentVolumeClaim claim) {}

  /** What is to be said of volumes that are bound already. */
  enum Bound {
    /** The node reaches them all. */
    REACHABLE,
    /** The node does not reach one of them. */
    UNREACHABLE,
    /** One of them does not exist. */
    MISSING
  }

  /** The node is good if this is done. */
  static VolumeDecision accepted(List<Binding> bindings, List<PersistentVolumeClaim> provisions) {
    return new VolumeDecision(Status.SUCCESS, bindings, provisions);
  }

  private static VolumeDecision refused(String... reasons) {
    return new VolumeDecision(Status.unresolvable(reasons), List.of(), List.of());
  }

  /** The node is no good for the claims that are bound, or for those that are not. */
  static VolumeDecision refused(Bound bound, boolean unboundSatisfied) {
    return switch (bound) {
      case REACHABLE -> NO_MATCH;
      case UNREACHABLE -> unboundSatisfied ? BOUND_REFUSED[0] : BOTH_REFUSED[0];
      case MISSING -> unboundSatisfied ? BOUND_REFUSED[1] : BOTH_REFUSED[1];
    };
  }
}
