package io.towtank.scenarios.spec;

import io.towtank.model.ResourceList;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.workloads.synthetic.Variation;
import org.jspecify.annotations.Nullable;

/** How requests vary. */
@Doc(
    "How the requests of a template's pods vary, alone or together with their duration. Amounts are"
        + " rounded up.")
public record VariationSpec(
    @Doc("Factor on the CPU in `requests`.") @Nullable NumberDistributionSpec cpu,
    @Doc("Factor on the memory in `requests`.") @Nullable NumberDistributionSpec memory,
    @Doc("What amounts are multiples of. The fewer different ones, the faster the run.")
        @Default("{cpu: 1m, memory: 1Mi}")
        ResourceList steps,
    @Doc("How CPU, memory and duration go together; where it is absent they don't.")
        @Nullable CorrelationSpec correlation) {

  /** The generator's variation. */
  public Variation toModel() {
    return new Variation(
        cpu == null ? null : cpu.toModel(),
        memory == null ? null : memory.toModel(),
        steps,
        correlation == null
            ? null
            : new Variation.Correlation(
                correlation.cpuMemory(), correlation.cpuDuration(), correlation.memoryDuration()));
  }

  /** Correlations. */
  @Doc("Correlations of a Gaussian copula; the distributions stay what they are.")
  public record CorrelationSpec(
      @Doc("Of CPU and memory.") @Range(min = "-1", max = "1") @Default("0") double cpuMemory,
      @Doc("Of CPU and duration.") @Range(min = "-1", max = "1") @Default("0") double cpuDuration,
      @Doc("Of memory and duration.") @Range(min = "-1", max = "1") @Default("0")
          double memoryDuration) {
    /** Refuses correlations that contradict each other. */
    public CorrelationSpec {
      new Variation.Correlation(cpuMemory, cpuDuration, memoryDuration);
    }
  }
}
