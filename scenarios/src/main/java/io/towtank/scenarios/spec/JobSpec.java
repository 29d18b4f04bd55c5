package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.workloads.synthetic.PodGroup;

/** A job of many tasks. */
@Doc("A job: its tasks arrive together, each a pod.")
public record JobSpec(
    @Doc("How many tasks; rounded, at least 1.") NumberDistributionSpec tasks,
    @Doc("Whether all run for the same time, as the ranks of a parallel job do.") @Default("false")
        boolean sameDuration) {

  /** The generator's group. */
  public PodGroup toModel() {
    return new PodGroup(PodGroup.Kind.JOB, tasks.toModel(), sameDuration);
  }
}
