package io.towtank.scenarios.spec;

import io.towtank.fault.Timing;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A fault at random times. */
@Doc("Again and again, after a random time without fault, from the start or the last repair on.")
public record EverySpec(
    @Doc(
            "What has a time to failure of its own: each target, each rack, each zone, or all together.")
        @Default("target")
        Timing.Per per,
    @Doc("From the start, or from a repair, to the next fault.") DistributionSpec timeToFailure,
    @Doc("When it begins to run.") @Default("0s") Duration from,
    @Doc("From when on nothing strikes any more.") @Nullable Duration until) {
  /** The schedule's timing. */
  public Timing toModel() {
    return new Timing.Random(
        per,
        timeToFailure.toModel()::drawNanos,
        from.toNanos(),
        until == null ? Long.MAX_VALUE : until.toNanos());
  }
}
