package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;

/** A Pareto distribution. */
@Doc("Pareto of the first kind: the smaller the shape, the heavier the tail.")
public record ParetoSpec(
    @Doc("Shape.") @Range(min = "0.01", max = "100") double shape,
    @Doc("Shortest.") @Range(min = "1ns") Duration min) {}
