package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;

/** A priority among others. */
@Doc("A priority among others.")
public record WeightedPrioritySpec(
    @Doc("Priority; the higher is scheduled first.") @Range(min = "-2147483648", max = "1000000000")
        int priority,
    @Doc("How often, relative to the others.")
        @Range(min = "0.000000001", max = "1000000000")
        @Default("1")
        double weight) {}
