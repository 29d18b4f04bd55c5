package io.towtank.workloads.fit;

import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Mixture;
import io.towtank.workloads.distribution.SpecialFunctions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Families of distributions held against a sample, the best first: that of the smallest information
 * criterion AIC = 2 × parameters − 2 × log-likelihood. Source: H. Akaike, "A new look at the
 * statistical model identification", 1974.
 *
 * <p>Values of 0 are none of the families' business: they are counted apart.
 *
 * @param values how many values there were
 * @param zeros how many of them were 0
 * @param candidates the families that could be estimated, the best first; empty where all values
 *     are the same
 * @param distribution the best family, mixed with the zeros
 */
public record DistributionFit(
    int values, int zeros, List<Candidate> candidates, Distribution distribution) {
  private static final double PASS = 0.05;

  /** Copies the candidates. */
  public DistributionFit {
    candidates = List.copyOf(candidates);
  }

  /**
   * A family.
   *
   * @param family its name in scenarios
   * @param distribution its likeliest member
   * @param aic information criterion; the smaller the better
   * @param distance Kolmogorov-Smirnov statistic
   * @param probability of such a distance or a larger one if the values were drawn from it. Its
   *     parameters come from the same values, so that the true probability is smaller
   * @param passes whether this is 5 % or more
   */
  public record Candidate(
      String family,
      Distribution distribution,
      double aic,
      double distance,
      double probability,
      boolean passes) {}

  /**
   * Estimates all families.
   *
   * @param values finite, at least 0; at least one
   */
  public static DistributionFit of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing can be estimated from no values");
    }
    Sample sample = Sample.of(values);
    int zeros = values.length - sample.size();
    if (sample.size() == 0) {
      return new DistributionFit(values.length, zeros, List.of(), new Constant(0));
    }
    if (sample.isConstant()) {
      return new DistributionFit(
          values.length, zeros, List.of(), withZeros(zeros, sample, new Constant(sample.value(0))));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Family family : Families.ALL) {
      Family.Estimate estimate = family.estimate(sample);
      if (estimate == null || !Double.isFinite(estimate.logLikelihood())) {
        continue;
      }
      double distance = distance(sample, estimate.distribution());
      double probability = SpecialFunctions.kolmogorovSmirnovTail(distance, sample.size());
      candidates.add(
          new Candidate(
              family.name(),
              estimate.distribution(),
              2.0 * family.parameters() - 2 * estimate.logLikelihood(),
              distance,
              probability,
              probability >= PASS));
    }
    candidates.sort(Comparator.comparingDouble(Candidate::aic));
    return new DistributionFit(
        values.length,
        zeros,
        candidates,
        withZeros(zeros, sample, candidates.get(0).distribution()));
  }

  private static Distribution withZeros(int zeros, Sample sample, Distribution rest) {
    return zeros == 0
        ? rest
        : new Mixture(
            List.of(
                new Mixture.Part(zeros, new Constant(0)), new Mixture.Part(sample.size(), rest)));
  }

  /** Largest distance of the sample's distribution function to a continuous one. */
  private static double distance(Sample sample, Distribution distribution) {
    double largest = 0;
    double n = sample.size();
    int i = 0;
    while (i < sample.size()) {
      int next = i + 1;
      while (next < sample.size() && sample.value(next) == sample.value(i)) {
        next++;
      }
      double at = distribution.cumulative(sample.value(i));
      largest = StrictMath.max(largest, StrictMath.max(at - i / n, next / n - at));
      i = next;
    }
    return largest;
  }
}
