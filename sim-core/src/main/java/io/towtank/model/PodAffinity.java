package io.towtank.model;

import java.util.List;

/**
 * Pods that a pod must or would rather be near; also used for those it must or would rather be far
 * from.
 *
 * @param required terms that must all hold
 * @param preferred weighted terms
 */
public record PodAffinity(List<PodAffinityTerm> required, List<PreferredTerm> preferred) {
  /** No wishes. */
  public static final PodAffinity NONE = new PodAffinity(List.of(), List.of());

  /** Copies the lists. */
  public PodAffinity {
    required = List.copyOf(required);
    preferred = List.copyOf(preferred);
  }

  /** Whether it wishes for nothing. */
  public boolean isEmpty() {
    return required.isEmpty() && preferred.isEmpty();
  }

  /**
   * A term that adds its weight to the score of nodes near the pods it names.
   *
   * @param weight 1 to 100
   */
  public record PreferredTerm(int weight, PodAffinityTerm term) {}
}
