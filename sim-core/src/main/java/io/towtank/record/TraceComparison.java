package io.towtank.record;

import java.util.List;

/**
 * Two workloads held against each other.
 *
 * @param first the one
 * @param second the other
 * @param tests a test for each distribution that both have
 */
public record TraceComparison(
    TraceStatistics first, TraceStatistics second, List<KolmogorovSmirnov> tests) {
  /** Copies the tests. */
  public TraceComparison {
    tests = List.copyOf(tests);
  }

  /**
   * The two-sample Kolmogorov-Smirnov test.
   *
   * @param measure what is compared
   * @param distance largest distance of the two distribution functions
   * @param probability of a distance at least as large if both were samples of one distribution
   * @param passes whether this is 5 % or more
   */
  public record KolmogorovSmirnov(
      String measure, double distance, double probability, boolean passes) {}
}
