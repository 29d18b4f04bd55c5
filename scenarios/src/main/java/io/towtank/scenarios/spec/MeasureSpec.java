package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;

/** What a run records. */
@Doc("What the run records.")
public record MeasureSpec(
    @Doc("Time between samples of the time series, in timed runs.")
        @Range(min = "1ms")
        @Default("60s")
        Duration sampleEvery,
    @Doc(
            "Most samples that the time series keeps; where there would be more, the time between"
                + " them grows.")
        @Range(min = "2", max = "10000000")
        @Default("20000")
        int maxSamples,
    @Doc("Whether every scheduling decision is written down with all its scores.") @Default("false")
        boolean decisions) {}
