package io.towtank.record;

/**
 * A distribution in a few figures; all 0 where {@code count} is 0.
 *
 * @param count how many values
 * @param mean arithmetic mean
 * @param p50 median
 * @param p90 90th percentile
 * @param p99 99th percentile
 * @param max largest
 */
public record Distribution(
    long count, double mean, double p50, double p90, double p99, double max) {
  /** No values. */
  public static final Distribution NONE = new Distribution(0, 0, 0, 0, 0, 0);
}
