package io.towtank.fault;

import io.towtank.network.Part;

/**
 * Some faults have a cause that reaches further: with a probability it strikes others nearby in the
 * same instant, which are then repaired together. With a share of 1 it is the beta-factor model of
 * common-cause failures (K. N. Fleming, "A reliability model for common mode failures in redundant
 * safety systems", 1975), the probability being beta.
 *
 * @param within how far it reaches: {@code RACK}, {@code ZONE}, or {@code CORE} for the cluster
 * @param probability that a fault has such a cause, from 0 to 1
 * @param share probability with which each other target there is struck too, from 0 to 1
 */
public record SharedCause(Part.Kind within, double probability, double share) {
  /** Checks the ranges. */
  public SharedCause {
    if (!(probability >= 0 && probability <= 1) || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a probability of %s and a share of %s; expected from 0 to 1"
              .formatted(probability, share));
    }
    if (within == Part.Kind.NODE || within == Part.Kind.CONTROL_PLANE) {
      throw new IllegalArgumentException("a shared cause within a " + within.word());
    }
  }
}
