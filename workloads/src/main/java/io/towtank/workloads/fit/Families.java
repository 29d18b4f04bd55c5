package io.towtank.workloads.fit;

import io.towtank.workloads.distribution.Exponential;
import io.towtank.workloads.distribution.Gamma;
import io.towtank.workloads.distribution.Lognormal;
import io.towtank.workloads.distribution.Pareto;
import io.towtank.workloads.distribution.SpecialFunctions;
import io.towtank.workloads.distribution.Weibull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maximum likelihood, family by family. Source of the estimators: N. L. Johnson, S. Kotz, N.
 * Balakrishnan, "Continuous Univariate Distributions", volume 1, 1994.
 */
final class Families {
  /** All of them; of equally good ones the first counts. */
  static final List<Family> ALL =
      List.of(
          new ExponentialFamily(),
          new LognormalFamily(),
          new WeibullFamily(),
          new ParetoFamily(),
          new GammaFamily(),
          new HyperExponentialFamily());

  private static final int STEPS = 200;
  private static final double TOLERANCE = 1e-12;

  private Families() {}

  private record ExponentialFamily() implements Family {
    @Override
    public String name() {
      return "exponential";
    }

    @Override
    public int parameters() {
      return 1;
    }

    @Override
    public Estimate estimate(Sample sample) {
      return new Estimate(
          new Exponential(sample.mean()), -sample.size() * (StrictMath.log(sample.mean()) + 1));
    }
  }

  private record LognormalFamily() implements Family {
    @Override
    public String name() {
      return "lognormal";
    }

    @Override
    public int parameters() {
      return 2;
    }

    @Override
    public Estimate estimate(Sample sample) {
      double sigma = StrictMath.sqrt(sample.varianceLog());
      double perValue =
          -sample.meanLog() - StrictMath.log(sigma) - 0.5 * StrictMath.log(2 * StrictMath.PI) - 0.5;
      return new Estimate(
          new Lognormal(StrictMath.exp(sample.meanLog()), sigma), sample.size() * perValue);
    }
  }

  private record WeibullFamily() implements Family {
    @Override
    public String name() {
      return "weibull";
    }

    @Override
    public int parameters() {
      return 2;
    }

    @Override
    public @Nullable Estimate estimate(Sample sample) {
      // The score for the shape falls strictly, so that bisection finds its only zero.
      double low = 1e-3;
      double high = 1;
      while (score(sample, high) > 0 && high < 1e4) {
        high *= 2;
      }
      for (int i = 0; i < STEPS && high - low > TOLERANCE * high; i++) {
        double middle = (low + high) / 2;
        if (score(sample, middle) > 0) {
          low = middle;
        } else {
          high = middle;
        }
      }
      double shape = (low + high) / 2;
      double largest = sample.value(sample.size() - 1);
      double sum = 0;
      for (int i = 0; i < sample.size(); i++) {
        sum += StrictMath.pow(sample.value(i) / largest, shape);
      }
      double scale = largest * StrictMath.pow(sum / sample.size(), 1 / shape);
      if (!(scale > 0)) {
        return null;
      }
      double perValue =
          StrictMath.log(shape)
              - shape * StrictMath.log(scale)
              + (shape - 1) * sample.meanLog()
              - 1;
      return new Estimate(new Weibull(shape, scale), sample.size() * perValue);
    }

    /** 1 / k + mean of the logarithms − their mean weighted by the k-th powers. */
    private static double score(Sample sample, double shape) {
      double largest = sample.value(sample.size() - 1);
      double powers = 0;
      double weighted = 0;
      for (int i = 0; i < sample.size(); i++) {
        double log = StrictMath.log(sample.value(i) / largest);
        double power = StrictMath.exp(shape * log);
        powers += power;
        weighted += power * log;
      }
      return 1 / shape + sample.meanLog() - StrictMath.log(largest) - weighted / powers;
    }
  }

  private record ParetoFamily() implements Family {
    @Override
    public String name() {
      return "pareto";
    }

    @Override
    public int parameters() {
      return 2;
    }

    @Override
    public Estimate estimate(Sample sample) {
      double min = sample.value(0);
      double shape = 1 / (sample.meanLog() - StrictMath.log(min));
      double perValue =
          StrictMath.log(shape) + shape * StrictMath.log(min) - (shape + 1) * sample.meanLog();
      return new Estimate(new Pareto(min, shape), sample.size() * perValue);
    }
  }

  private record GammaFamily() implements Family {
    @Override
    public String name() {
      return "gamma";
    }

    @Override
    public int parameters() {
      return 2;
    }

    @Override
    public @Nullable Estimate estimate(Sample sample) {
      double gap = StrictMath.log(sample.mean()) - sample.meanLog();
      // Source of the first guess: T. P. Minka, "Estimating a gamma distribution", 2002.
      double shape = (3 - gap + StrictMath.sqrt((gap - 3) * (gap - 3) + 24 * gap)) / (12 * gap);
      for (int i = 0; i < STEPS; i++) {
        double step =
            (StrictMath.log(shape) - SpecialFunctions.digamma(shape) - gap)
                / (1 / shape - SpecialFunctions.trigamma(shape));
        double next = shape - step;
        shape = next > 0 ? next : shape / 2;
        if (StrictMath.abs(step) < TOLERANCE * shape) {
          break;
        }
      }
      if (!(shape > 0 && shape <= Gamma.SHAPE_MAX)) {
        return null;
      }
      double scale = sample.mean() / shape;
      double perValue =
          (shape - 1) * sample.meanLog()
              - shape
              - shape * StrictMath.log(scale)
              - SpecialFunctions.logGamma(shape);
      return new Estimate(new Gamma(shape, scale), sample.size() * perValue);
    }
  }
}
