package io.towtank.scenarios.fit;

import io.towtank.workloads.distribution.Capped;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Empirical;
import io.towtank.workloads.distribution.Exponential;
import io.towtank.workloads.distribution.Gamma;
import io.towtank.workloads.distribution.HyperExponential;
import io.towtank.workloads.distribution.LogGamma;
import io.towtank.workloads.distribution.Lognormal;
import io.towtank.workloads.distribution.Mixture;
import io.towtank.workloads.distribution.Pareto;
import io.towtank.workloads.distribution.Uniform;
import io.towtank.workloads.distribution.Weibull;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Distributions as scenarios spell them. */
final class DistributionYaml {
  private static final MathContext DIGITS = new MathContext(9, RoundingMode.HALF_EVEN);
  private static final int DECIMALS = 9;

  private final boolean times;

  private DistributionYaml(boolean times) {
    this.times = times;
  }

  /** A distribution of times in seconds. */
  static String time(Distribution distribution) {
    return new DistributionYaml(true).of(distribution);
  }

  /** A distribution of numbers. */
  static String number(Distribution distribution) {
    return new DistributionYaml(false).of(distribution);
  }

  private String of(Distribution law) {
    if (law instanceof Constant constant) {
      return "{constant: " + value(constant.value()) + "}";
    }
    if (law instanceof Uniform uniform) {
      return "{uniform: {min: " + value(uniform.min()) + ", max: " + value(uniform.max()) + "}}";
    }
    if (law instanceof Exponential exponential) {
      return "{exponential: {mean: " + value(exponential.mean()) + "}}";
    }
    if (law instanceof Lognormal lognormal) {
      return "{lognormal: {median: "
          + value(lognormal.median())
          + ", sigma: "
          + plain(lognormal.sigma())
          + "}}";
    }
    if (law instanceof Weibull weibull) {
      return "{weibull: {shape: "
          + plain(weibull.shape())
          + ", scale: "
          + value(weibull.scale())
          + "}}";
    }
    if (law instanceof Pareto pareto) {
      return "{pareto: {shape: " + plain(pareto.shape()) + ", min: " + value(pareto.min()) + "}}";
    }
    if (law instanceof Gamma gamma) {
      return "{gamma: {shape: " + plain(gamma.shape()) + ", mean: " + value(gamma.mean()) + "}}";
    }
    if (law instanceof LogGamma logGamma) {
      return "{logGamma: {shape: "
          + plain(logGamma.shape())
          + ", scale: "
          + plain(logGamma.scale())
          + "}}";
    }
    if (law instanceof HyperExponential hyper) {
      List<String> phases = new ArrayList<>();
      for (HyperExponential.Phase phase : hyper.phases()) {
        phases.add("{weight: " + plain(phase.weight()) + ", mean: " + value(phase.mean()) + "}");
      }
      return "{hyperexponential: [" + String.join(", ", phases) + "]}";
    }
    if (law instanceof Mixture mixture) {
      List<String> parts = new ArrayList<>();
      for (Mixture.Part part : mixture.parts()) {
        parts.add("{weight: " + plain(part.weight()) + ", of: " + of(part.of()) + "}");
      }
      return "{mixture: [" + String.join(", ", parts) + "]}";
    }
    if (law instanceof Empirical empirical) {
      return empirical(empirical);
    }
    if (law instanceof Capped capped) {
      String uncut = of(capped.of());
      return uncut.substring(0, uncut.length() - 1) + ", max: " + value(capped.max()) + "}";
    }
    throw new IllegalStateException("no such distribution: " + law);
  }

  private String empirical(Empirical law) {
    List<String> values = new ArrayList<>();
    List<String> weights = new ArrayList<>();
    for (int i = 0; i < law.size(); i++) {
      values.add(value(law.value(i)));
      weights.add(plain(law.weight(i)));
    }
    return "{empirical: {values: ["
        + String.join(", ", values)
        + "], weights: ["
        + String.join(", ", weights)
        + "]}}";
  }

  private String value(double value) {
    return times ? seconds(value) : plain(value);
  }

  /** A number of seconds as a duration; nanoseconds are the finest there is. */
  static String seconds(double seconds) {
    BigDecimal rounded =
        new BigDecimal(seconds).round(DIGITS).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString() + "s";
  }

  /** A number with nine significant digits, without an exponent. */
  static String plain(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
