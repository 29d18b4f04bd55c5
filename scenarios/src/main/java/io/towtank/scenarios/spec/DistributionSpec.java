package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.ExactlyOne;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A distribution of durations. */
@Doc("A random duration. Draws are rounded to nanoseconds.")
@ExactlyOne({"constant", "uniform", "exponential", "lognormal"})
public record DistributionSpec(
    @Doc("Always the same.") @Nullable Duration constant,
    @Doc("Evenly between two bounds.") @Nullable UniformSpec uniform,
    @Doc("Exponential.") @Nullable ExponentialSpec exponential,
    @Doc("Log-normal.") @Nullable LognormalSpec lognormal) {}
