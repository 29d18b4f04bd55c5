package io.towtank.reports.statistics;

/**
 * A mean with its confidence interval, {@code mean ± halfWidth}.
 *
 * @param count replications it rests on
 * @param halfWidth half the width of the interval; 0 from one replication, which gives none
 */
public record Estimate(double mean, double halfWidth, int count) {
  /** Whether the interval excludes zero, and there is one. */
  public boolean differsFromZero() {
    return count > 1 && StrictMath.abs(mean) > halfWidth;
  }
}
