package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generated workload. */
@Doc("A workload made at random from templates.")
public record GenerateSpec(
    @Doc("How many pods.") @Range(min = "1", max = "1000000000") long pods,
    @Doc("Time between arrivals, for timed runs; either this or `span`.")
        @Nullable DistributionSpec interArrival,
    @Doc("Time in which all pods arrive, at even random moments, for timed runs.")
        @Range(min = "1ns")
        @Nullable Duration span,
    @Doc("Kinds of pods.") @Size(min = 1, max = 1000) List<PodTemplateSpec> templates) {}
