package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;

/** A log-normal distribution. */
@Doc("Log-normal: the logarithm is normally distributed.")
public record LognormalSpec(
    @Doc("Mean of the durations, not of their logarithms.") @Range(min = "1ns") Duration mean,
    @Doc("Standard deviation of the natural logarithm.") @Range(min = "0", max = "10")
        double sigma) {}
