package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;

/** A log-gamma distribution. */
@Doc(
    "Log-gamma: the natural logarithm is gamma distributed; at least 1. Its tail is that of a Pareto"
        + " distribution of shape 1 / scale.")
public record LogGammaSpec(
    @Doc("Shape of the logarithm.") @Range(min = "0.01", max = "100000") double shape,
    @Doc("Scale of the logarithm; its mean is shape × scale.") @Range(min = "0.0001", max = "100")
        double scale) {}
