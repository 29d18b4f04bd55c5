package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.ExactlyOne;
import io.towtank.scenarios.binding.Shorthand;
import io.towtank.workloads.synthetic.TimeDistribution;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A distribution of durations. */
@Doc("A random duration. Draws are rounded to nanoseconds. A bare duration is always the same.")
@Shorthand("constant")
@ExactlyOne({"constant", "uniform", "exponential", "lognormal", "weibull", "pareto"})
public record DistributionSpec(
    @Doc("Always the same.") @Nullable Duration constant,
    @Doc("Evenly between two bounds.") @Nullable UniformSpec uniform,
    @Doc("Exponential.") @Nullable ExponentialSpec exponential,
    @Doc("Log-normal.") @Nullable LognormalSpec lognormal,
    @Doc("Weibull.") @Nullable WeibullSpec weibull,
    @Doc("Pareto of the first kind.") @Nullable ParetoSpec pareto) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** The generator's distribution. */
  public TimeDistribution toModel() {
    if (constant != null) {
      return new TimeDistribution.Constant(seconds(constant));
    }
    if (uniform != null) {
      return new TimeDistribution.Uniform(seconds(uniform.min()), seconds(uniform.max()));
    }
    if (exponential != null) {
      return new TimeDistribution.Exponential(seconds(exponential.mean()));
    }
    if (lognormal != null) {
      return new TimeDistribution.Lognormal(lognormal.medianSeconds(), lognormal.sigma());
    }
    if (weibull != null) {
      return new TimeDistribution.Weibull(weibull.shape(), seconds(weibull.scale()));
    }
    if (pareto != null) {
      return new TimeDistribution.Pareto(seconds(pareto.min()), pareto.shape());
    }
    throw new IllegalStateException("no distribution is given");
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }
}
