package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;

/** A Weibull distribution. */
@Doc("Weibull; a shape below 1 has a heavier tail than the exponential.")
public record WeibullSpec(
    @Doc("Shape.") @Range(min = "0.01", max = "100") double shape,
    @Doc("Scale; for shape 1 it is the mean.") @Range(min = "1ns") Duration scale) {}
