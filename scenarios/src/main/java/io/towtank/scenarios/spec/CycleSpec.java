package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.AtMostOne;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import io.towtank.workloads.synthetic.WeeklyCycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The course of a day and a week. */
@Doc(
    "How the rate of arrivals changes in the course of a day and a week. Over the week the mean rate"
        + " stays what it is without. The first day is a Monday.")
@AtMostOne({"hours", "amplitude"})
public record CycleSpec(
    @Doc("Relative rates of the parts of a day, all equally long: 24 for hours, 48 for half hours.")
        @Size(min = 1, max = 1440)
        @Nullable List<Double> hours,
    @Doc("A sine instead: its amplitude against the mean rate.") @Range(min = "0", max = "1")
        @Nullable Double amplitude,
    @Doc("Time of day at which the sine is at its peak.")
        @Range(min = "0s", max = "24h")
        @Default("14h")
        Duration peak,
    @Doc("Factors on the rate from Monday to Sunday.")
        @Size(min = 7, max = 7)
        @Default("[1, 1, 1, 1, 1, 1, 1]")
        List<Double> days,
    @Doc("Time of the week at which the simulation starts, from Monday 0:00.")
        @Range(min = "0s", max = "7d")
        @Default("0s")
        Duration start) {
  private static final int QUARTERS = 96;

  /** Refuses what no cycle can be made of. */
  public CycleSpec {
    WeeklyCycle.of(parts(hours, amplitude, peak), days, start.toNanos());
  }

  /** The generator's cycle. */
  public WeeklyCycle toModel() {
    return WeeklyCycle.of(parts(hours, amplitude, peak), days, start.toNanos());
  }

  private static List<Double> parts(
      @Nullable List<Double> hours, @Nullable Double amplitude, Duration peak) {
    if (hours != null) {
      return hours;
    }
    if (amplitude == null) {
      return Collections.nCopies(1, 1.0);
    }
    List<Double> quarters = new ArrayList<>();
    double peakQuarter = DistributionSpec.seconds(peak) / 900;
    for (int i = 0; i < QUARTERS; i++) {
      double angle = 2 * StrictMath.PI * (i + 0.5 - peakQuarter) / QUARTERS;
      quarters.add(1 + amplitude * StrictMath.cos(angle));
    }
    return quarters;
  }
}
