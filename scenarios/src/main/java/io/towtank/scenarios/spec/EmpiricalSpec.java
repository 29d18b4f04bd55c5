package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Size;
import io.towtank.workloads.distribution.Distribution;
import java.time.Duration;
import java.util.List;

/** Observed durations. */
@Doc("Durations that were observed, each as often as its weight says.")
public record EmpiricalSpec(
    @Doc("The durations.") @Size(min = 1, max = 100_000) List<Duration> values,
    @Doc("How often each was observed; all the same where this is absent.")
        @Size(max = 100_000)
        @Default("[]")
        List<Double> weights) {

  /** Refuses weights that do not go with the values. */
  public EmpiricalSpec {
    EmpiricalWeights.check(values.size(), weights);
  }

  Distribution toModel() {
    return EmpiricalWeights.toModel(
        values.stream().map(DistributionSpec::seconds).toList(), weights);
  }
}
