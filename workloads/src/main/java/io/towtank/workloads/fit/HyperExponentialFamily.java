package io.towtank.workloads.fit;

import io.towtank.workloads.distribution.HyperExponential;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two exponential phases, by expectation maximisation. Source: A. P. Dempster, N. M. Laird, D. B.
 * Rubin, "Maximum likelihood from incomplete data via the EM algorithm", 1977.
 */
record HyperExponentialFamily() implements Family {
  private static final int VALUES_MAX = 20_000;
  private static final int STEPS = 2_000;
  private static final double TOLERANCE = 1e-10;
  private static final double NO_PHASE = 1e-6;

  @Override
  public String name() {
    return "hyperexponential";
  }

  @Override
  public int parameters() {
    return 3;
  }

  @Override
  public @Nullable Estimate estimate(Sample sample) {
    Sample values = sample.thinned(VALUES_MAX);
    double part = 0.5;
    double one = values.mean() / 3;
    double other = values.mean() * 5 / 3;
    double before = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      double weight = 0;
      double weighted = 0;
      double sum = 0;
      double likelihood = 0;
      for (int i = 0; i < values.size(); i++) {
        double x = values.value(i);
        double a = part / one * StrictMath.exp(-x / one);
        double b = (1 - part) / other * StrictMath.exp(-x / other);
        double total = a + b;
        if (!(total > 0)) {
          return null;
        }
        weight += a / total;
        weighted += a / total * x;
        sum += x;
        likelihood += StrictMath.log(total);
      }
      int n = values.size();
      part = weight / n;
      if (part < NO_PHASE || part > 1 - NO_PHASE) {
        return null;
      }
      one = weighted / weight;
      other = (sum - weighted) / (n - weight);
      if (!(one > 0 && other > 0)) {
        return null;
      }
      if (likelihood - before < TOLERANCE * StrictMath.abs(likelihood)) {
        break;
      }
      before = likelihood;
    }
    return new Estimate(
        new HyperExponential(
            List.of(
                new HyperExponential.Phase(part, one),
                new HyperExponential.Phase(1 - part, other))),
        logLikelihood(sample, part, one, other));
  }

  private static double logLikelihood(Sample sample, double part, double one, double other) {
    double sum = 0;
    for (int i = 0; i < sample.size(); i++) {
      double x = sample.value(i);
      sum +=
          StrictMath.log(
              part / one * StrictMath.exp(-x / one)
                  + (1 - part) / other * StrictMath.exp(-x / other));
    }
    return sum;
  }
}
