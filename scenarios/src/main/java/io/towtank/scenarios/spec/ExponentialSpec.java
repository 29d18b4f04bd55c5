package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;

/** An exponential distribution. */
@Doc("Exponential: many short, few long.")
public record ExponentialSpec(@Doc("Mean.") @Range(min = "1ns") Duration mean) {}
