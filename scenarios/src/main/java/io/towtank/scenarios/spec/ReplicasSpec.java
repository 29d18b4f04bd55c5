package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.workloads.synthetic.PodGroup;

/** A service of many replicas. */
@Doc("A service: its replicas arrive together and run for the same time.")
public record ReplicasSpec(
    @Doc("How many replicas; rounded, at least 1.") NumberDistributionSpec replicas) {

  /** The generator's group. */
  public PodGroup toModel() {
    return new PodGroup(PodGroup.Kind.SERVICE, replicas.toModel(), true);
  }
}
