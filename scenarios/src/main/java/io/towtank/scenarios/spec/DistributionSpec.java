package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.ExactlyOne;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Shorthand;
import io.towtank.scenarios.binding.Size;
import io.towtank.workloads.distribution.Capped;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Exponential;
import io.towtank.workloads.distribution.Gamma;
import io.towtank.workloads.distribution.HyperExponential;
import io.towtank.workloads.distribution.LogGamma;
import io.towtank.workloads.distribution.Lognormal;
import io.towtank.workloads.distribution.Mixture;
import io.towtank.workloads.distribution.Pareto;
import io.towtank.workloads.distribution.Uniform;
import io.towtank.workloads.distribution.Weibull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A distribution of durations. */
@Doc("A random duration. Draws are rounded to nanoseconds. A bare duration is always the same.")
@Shorthand("constant")
@ExactlyOne({
  "constant",
  "uniform",
  "exponential",
  "lognormal",
  "weibull",
  "pareto",
  "gamma",
  "logGamma",
  "hyperexponential",
  "mixture",
  "empirical"
})
public record DistributionSpec(
    @Doc("Always the same.") @Nullable Duration constant,
    @Doc("Evenly between two bounds.") @Nullable UniformSpec uniform,
    @Doc("Exponential.") @Nullable ExponentialSpec exponential,
    @Doc("Log-normal.") @Nullable LognormalSpec lognormal,
    @Doc("Weibull.") @Nullable WeibullSpec weibull,
    @Doc("Pareto of the first kind.") @Nullable ParetoSpec pareto,
    @Doc("Gamma.") @Nullable GammaSpec gamma,
    @Doc("A duration whose logarithm, in seconds, is gamma distributed.")
        @Nullable LogGammaSpec logGamma,
    @Doc("One of several exponential distributions, by chance.") @Size(min = 1, max = 100)
        @Nullable List<PhaseSpec> hyperexponential,
    @Doc("One of several distributions, by chance.") @Size(min = 1, max = 100)
        @Nullable List<WeightedDistributionSpec> mixture,
    @Doc("Durations that were observed.") @Nullable EmpiricalSpec empirical,
    @Doc("Longest: longer draws are cut to it.") @Range(min = "1ns") @Nullable Duration max) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** The generator's distribution, in seconds. */
  public Distribution toModel() {
    Distribution uncut = uncut();
    return max == null ? uncut : new Capped(uncut, seconds(max));
  }

  private Distribution uncut() {
    if (constant != null) {
      return new Constant(seconds(constant));
    }
    if (uniform != null) {
      return new Uniform(seconds(uniform.min()), seconds(uniform.max()));
    }
    if (exponential != null) {
      return new Exponential(seconds(exponential.mean()));
    }
    if (lognormal != null) {
      return new Lognormal(lognormal.medianSeconds(), lognormal.sigma());
    }
    if (weibull != null) {
      return new Weibull(weibull.shape(), seconds(weibull.scale()));
    }
    if (pareto != null) {
      return new Pareto(seconds(pareto.min()), pareto.shape());
    }
    if (gamma != null) {
      return new Gamma(gamma.shape(), seconds(gamma.mean()) / gamma.shape());
    }
    if (logGamma != null) {
      return new LogGamma(logGamma.shape(), logGamma.scale());
    }
    if (hyperexponential != null) {
      return new HyperExponential(
          hyperexponential.stream()
              .map(phase -> new HyperExponential.Phase(phase.weight(), seconds(phase.mean())))
              .toList());
    }
    if (mixture != null) {
      return new Mixture(
          mixture.stream()
              .map(part -> new Mixture.Part(part.weight(), part.of().toModel()))
              .toList());
    }
    if (empirical != null) {
      return empirical.toModel();
    }
    throw new IllegalStateException("no distribution is given");
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }
}
