package io.towtank.scenarios.spec;

import io.towtank.kernel.RandomStreams;
import io.towtank.kubelet.machine.UsageModel;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Shorthand;

/** Memory that containers use. */
@Doc(
    "A share of what containers request, the same for all or drawn once for each. A bare number is the mean.")
@Shorthand("mean")
public record MemoryUsageSpec(
    @Doc("Mean share; it may be above 1.") @Range(min = "0", max = "1000") double mean,
    @Doc("Standard deviation of a normal distribution that is cut off at 0.")
        @Range(min = "0", max = "1000")
        @Default("0")
        double standardDeviation) {
  /** The kubelets' model. */
  public UsageModel toModel(RandomStreams streams) {
    return standardDeviation > 0
        ? UsageModel.normalFractionOfRequest(streams, mean, standardDeviation)
        : UsageModel.fractionOfRequest(mean);
  }
}
