package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.Labels;
import io.towtank.model.NodeSelectorMatcher;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PersistentVolume;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A volume and its node affinity, made ready to be held against many nodes. */
final class ReachableVolume {
  private final PersistentVolume volume;
  private final NodeSelectorMatcher @Nullable [] terms;

  ReachableVolume(PersistentVolume volume) {
    this.volume = volume;
    List<NodeSelectorTerm> affinity = volume.nodeAffinity();
    terms = affinity == null ? null : NodeSelectorMatcher.of(affinity);
  }

  PersistentVolume volume() {
    return volume;
  }

  /** Whether a node with these labels reaches it. */
  boolean isReachedFrom(Labels node) {
    if (terms == null) {
      return true;
    }
    for (NodeSelectorMatcher term : terms) {
      if (term.matchesLabels(node)) {
        return true;
      }
    }
    return false;
  }
}
