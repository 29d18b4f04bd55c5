package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;

/** A phase of a hyper-exponential distribution. */
@Doc("An exponential distribution among others.")
public record PhaseSpec(
    @Doc("How often it is taken, relative to the others.")
        @Range(min = "0.000000001", max = "1000000000")
        @Default("1")
        double weight,
    @Doc("Mean.") @Range(min = "1ns") Duration mean) {}
