package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.AtLeastOne;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import io.towtank.workloads.synthetic.PodTemplate;
import io.towtank.workloads.synthetic.SyntheticWorkload;
import io.towtank.workloads.synthetic.TimeDistribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A generated workload. */
@Doc("A workload drawn at random from templates. It ends at `pods` pods or after `span`.")
@AtLeastOne({"pods", "span"})
public record GenerateSpec(
    @Doc("How many pods at most; needed in arrival-only runs.")
        @Range(min = "1", max = "1000000000")
        @Nullable Long pods,
    @Doc("Time after which no pod arrives, for timed runs.") @Range(min = "1ns")
        @Nullable Duration span,
    @Doc("Time from one arrival to the next; needed in timed runs.")
        @Nullable DistributionSpec interArrival,
    @Doc("Kinds of pods.") @Size(min = 1, max = 1000) List<PodTemplateSpec> templates) {

  /** The workload; without {@code interArrival} a pod comes every second. */
  public SyntheticWorkload toModel() {
    List<PodTemplate> kinds = new ArrayList<>();
    templates.forEach(template -> kinds.add(template.toModel()));
    return new SyntheticWorkload(
        kinds,
        interArrival == null ? new TimeDistribution.Constant(1) : interArrival.toModel(),
        pods == null ? OptionalLong.empty() : OptionalLong.of(pods),
        span == null ? OptionalLong.empty() : OptionalLong.of(span.toNanos()));
  }
}
