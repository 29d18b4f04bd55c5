package io.towtank.metrics;

/**
 * How pods stand.
 *
 * @param submitted all that were
 * @param bound those on a node that have not ended
 * @param ended those that have
 */
public record PodCounts(long submitted, long bound, long ended) {
  /** Those that have neither a node nor ended. */
  public long pending() {
    return submitted - bound - ended;
  }
}
