package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
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
import io.towtank.workloads.distribution.LogGamma;
import io.towtank.workloads.distribution.Lognormal;
import io.towtank.workloads.distribution.Mixture;
import io.towtank.workloads.distribution.Pareto;
import io.towtank.workloads.distribution.Uniform;
import io.towtank.workloads.distribution.Weibull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A distribution of numbers. */
@Doc("A random number: a factor or a count. A bare number is always the same.")
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
  "mixture",
  "empirical"
})
public record NumberDistributionSpec(
    @Doc("Always the same.") @Range(min = "0", max = "1000000000") @Nullable Double constant,
    @Doc("Evenly between two bounds.") @Nullable NumberUniformSpec uniform,
    @Doc("Exponential.") @Nullable NumberExponentialSpec exponential,
    @Doc("Log-normal.") @Nullable NumberLognormalSpec lognormal,
    @Doc("Weibull.") @Nullable NumberWeibullSpec weibull,
    @Doc("Pareto of the first kind.") @Nullable NumberParetoSpec pareto,
    @Doc("Gamma.") @Nullable NumberGammaSpec gamma,
    @Doc("A number whose logarithm is gamma distributed.") @Nullable LogGammaSpec logGamma,
    @Doc("One of several distributions, by chance.") @Size(min = 1, max = 100)
        @Nullable List<WeightedNumberDistributionSpec> mixture,
    @Doc("Numbers that were observed.") @Nullable NumberEmpiricalSpec empirical,
    @Doc("Largest: larger draws are cut to it.") @Range(min = "0.000001", max = "1000000000")
        @Nullable Double max) {

  /** The generator's distribution. */
  public Distribution toModel() {
    Distribution uncut = uncut();
    return max == null ? uncut : new Capped(uncut, max);
  }

  private Distribution uncut() {
    if (constant != null) {
      return new Constant(constant);
    }
    if (uniform != null) {
      return new Uniform(uniform.min(), uniform.max());
    }
    if (exponential != null) {
      return new Exponential(exponential.mean());
    }
    if (lognormal != null) {
      return new Lognormal(lognormal.medianOrFromMean(), lognormal.sigma());
    }
    if (weibull != null) {
      return new Weibull(weibull.shape(), weibull.scale());
    }
    if (pareto != null) {
      return new Pareto(pareto.min(), pareto.shape());
    }
    if (gamma != null) {
      return new Gamma(gamma.shape(), gamma.mean() / gamma.shape());
    }
    if (logGamma != null) {
      return new LogGamma(logGamma.shape(), logGamma.scale());
    }
    if (mixture != null) {
      return new Mixture(
          mixture.stream()
              .map(part -> new Mixture.Part(part.weight(), part.of().toModel()))
              .toList());
    }
    if (empirical != null) {
      return EmpiricalWeights.toModel(empirical.values(), empirical.weights());
    }
    throw new IllegalStateException("no distribution is given");
  }

  /** Uniform. */
  @Doc("Evenly between two bounds.")
  public record NumberUniformSpec(
      @Doc("Smallest.") @Range(min = "0", max = "1000000000") double min,
      @Doc("Largest.") @Range(min = "0", max = "1000000000") double max) {
    /** Refuses bounds in the wrong order. */
    public NumberUniformSpec {
      if (min > max) {
        throw new IllegalArgumentException("found min above max, expected it below");
      }
    }
  }

  /** Exponential. */
  @Doc("Exponential: many small, few large.")
  public record NumberExponentialSpec(
      @Doc("Mean.") @Range(min = "0.000001", max = "1000000000") double mean) {}

  /** Log-normal. */
  @Doc("Log-normal: the logarithm is normally distributed.")
  @ExactlyOne({"mean", "median"})
  public record NumberLognormalSpec(
      @Doc("Mean of the numbers, not of their logarithms.")
          @Range(min = "0.000001", max = "1000000000")
          @Nullable Double mean,
      @Doc("Median.") @Range(min = "0.000001", max = "1000000000") @Nullable Double median,
      @Doc("Standard deviation of the natural logarithm.") @Range(min = "0", max = "10")
          double sigma) {

    double medianOrFromMean() {
      if (median != null) {
        return median;
      }
      if (mean == null) {
        throw new IllegalStateException("neither mean nor median is given");
      }
      return mean / StrictMath.exp(sigma * sigma / 2);
    }
  }

  /** Weibull. */
  @Doc("Weibull: a shape below 1 has a heavier tail than the exponential distribution.")
  public record NumberWeibullSpec(
      @Doc("Shape.") @Range(min = "0.01", max = "100") double shape,
      @Doc("Scale.") @Range(min = "0.000001", max = "1000000000") double scale) {}

  /** Pareto. */
  @Doc("Pareto of the first kind: the smaller the shape, the heavier the tail.")
  public record NumberParetoSpec(
      @Doc("Shape.") @Range(min = "0.01", max = "100") double shape,
      @Doc("Smallest.") @Range(min = "0.000001", max = "1000000000") double min) {}

  /** Gamma. */
  @Doc("Gamma: its coefficient of variation is 1 / √shape.")
  public record NumberGammaSpec(
      @Doc("Shape.") @Range(min = "0.01", max = "100000") double shape,
      @Doc("Mean.") @Range(min = "0.000001", max = "1000000000") double mean) {}

  /** A part of a mixture. */
  @Doc("A distribution among others.")
  public record WeightedNumberDistributionSpec(
      @Doc("How often it is taken, relative to the others.")
          @Range(min = "0.000000001", max = "1000000000")
          @Default("1")
          double weight,
      @Doc("The distribution.") NumberDistributionSpec of) {}

  /** Observed numbers. */
  @Doc("Numbers that were observed, each as often as its weight says.")
  public record NumberEmpiricalSpec(
      @Doc("The numbers.") @Size(min = 1, max = 100_000) List<Double> values,
      @Doc("How often each was observed; all the same where this is absent.")
          @Size(max = 100_000)
          @Default("[]")
          List<Double> weights) {
    /** Refuses weights that do not go with the values, and values below 0. */
    public NumberEmpiricalSpec {
      EmpiricalWeights.check(values.size(), weights);
      for (double value : values) {
        if (!(value >= 0 && value <= 1e15)) {
          throw new IllegalArgumentException(
              "found the value " + value + ", expected one from 0 to 1e15");
        }
      }
    }
  }
}
