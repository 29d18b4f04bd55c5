package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Ratio;

/** How much an arrival-only workload is to request in all. */
@Doc("A target for the sum of all requests.")
public record InflateSpec(
    @Doc("Resource whose requests are summed up, such as nvidia.com/gpu.") String resource,
    @Doc("The sum as a share of what the nodes have: 1.3 or 130%.")
        @Range(min = "0.01", max = "1000")
        Ratio to) {}
