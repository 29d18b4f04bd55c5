package io.towtank.workloads.fit;

import io.towtank.workloads.distribution.Distribution;
import org.jspecify.annotations.Nullable;

/** A family of distributions whose parameters can be estimated. */
interface Family {
  /** Its name in scenarios. */
  String name();

  /** How many parameters it has. */
  int parameters();

  /**
   * The likeliest member, by maximum likelihood.
   *
   * @param sample values above 0, not all the same
   * @return null where there is none, or the estimation does not converge
   */
  @Nullable Estimate estimate(Sample sample);

  /**
   * A member.
   *
   * @param logLikelihood of the sample
   */
  record Estimate(Distribution distribution, double logLikelihood) {}
}
