package io.towtank.scenarios.spec;

import io.towtank.fault.SharedCause;
import io.towtank.network.Part;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;

/** A cause that reaches further. */
@Doc("With a probability, the cause of a fault strikes others nearby at the same instant.")
public record SharedCauseSpec(
    @Doc("How far it reaches.") Reach within,
    @Doc("Probability that a fault has such a cause.") @Range(min = "0", max = "1")
        double probability,
    @Doc("Probability with which each other target there is struck, too.")
        @Range(min = "0", max = "1")
        @Default("1")
        double share) {
  /** How far a cause can reach. */
  public enum Reach {
    /** The same rack. */
    RACK,
    /** The same zone. */
    ZONE,
    /** The whole cluster. */
    CLUSTER
  }

  /** The schedule's cause. */
  public SharedCause toModel() {
    Part.Kind kind =
        switch (within) {
          case RACK -> Part.Kind.RACK;
          case ZONE -> Part.Kind.ZONE;
          case CLUSTER -> Part.Kind.CORE;
        };
    return new SharedCause(kind, probability, share);
  }
}
