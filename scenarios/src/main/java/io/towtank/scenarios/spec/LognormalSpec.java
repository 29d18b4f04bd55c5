package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.ExactlyOne;
import io.towtank.scenarios.binding.Range;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A log-normal distribution. */
@Doc("Log-normal: the logarithm is normally distributed.")
@ExactlyOne({"mean", "median"})
public record LognormalSpec(
    @Doc("Mean of the durations, not of their logarithms.") @Range(min = "1ns")
        @Nullable Duration mean,
    @Doc("Median of the durations.") @Range(min = "1ns") @Nullable Duration median,
    @Doc("Standard deviation of the natural logarithm.") @Range(min = "0", max = "10")
        double sigma) {

  /** The median; from the mean it is mean / exp(sigma² / 2). */
  double medianSeconds() {
    if (median != null) {
      return DistributionSpec.seconds(median);
    }
    if (mean == null) {
      throw new IllegalStateException("neither mean nor median is given");
    }
    return DistributionSpec.seconds(mean) / StrictMath.exp(sigma * sigma / 2);
  }
}
