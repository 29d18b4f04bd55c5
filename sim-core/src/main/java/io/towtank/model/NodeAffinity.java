package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a pod must or would rather run.
 *
 * @param required terms of which at least one must match; null for no requirement
 * @param preferred weighted terms
 */
public record NodeAffinity(
    @Nullable List<NodeSelectorTerm> required, List<PreferredTerm> preferred) {
  /** Copies the lists. */
  public NodeAffinity {
    required = required == null ? null : List.copyOf(required);
    preferred = List.copyOf(preferred);
  }

  /**
   * A term that adds its weight to the node's score where it matches.
   *
   * @param weight 1 to 100
   */
  public record PreferredTerm(int weight, NodeSelectorTerm term) {}
}
