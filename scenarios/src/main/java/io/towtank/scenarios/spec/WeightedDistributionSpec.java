package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;

/** A part of a mixture. */
@Doc("A distribution among others.")
public record WeightedDistributionSpec(
    @Doc("How often it is taken, relative to the others.")
        @Range(min = "0.000000001", max = "1000000000")
        @Default("1")
        double weight,
    @Doc("The distribution.") DistributionSpec of) {}
