package io.towtank.scheduling;

/**
 * How much simulation time a scheduling cycle takes: constant + perNode × nodes evaluated.
 *
 * @param constantNanos for each attempt
 * @param perNodeNanos for each node that was looked at
 */
public record CycleCost(long constantNanos, long perNodeNanos) {
  /** An infinitely fast scheduler. */
  public static final CycleCost ZERO = new CycleCost(0, 0);

  /** Refuses negative times. */
  public CycleCost {
    if (constantNanos < 0 || perNodeNanos < 0) {
      throw new IllegalArgumentException(
          "negative cost: " + constantNanos + ", " + perNodeNanos + " ns");
    }
  }

  long nanos(int nodesEvaluated) {
    return Math.addExact(constantNanos, Math.multiplyExact(perNodeNanos, (long) nodesEvaluated));
  }
}
