package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;

/** A gamma distribution. */
@Doc("Gamma: its coefficient of variation is 1 / √shape.")
public record GammaSpec(
    @Doc("Shape.") @Range(min = "0.01", max = "100000") double shape,
    @Doc("Mean.") @Range(min = "1ns") Duration mean) {}
