package io.towtank.fault;

/**
 * One line of a failure trace.
 *
 * @param startNanos from the start of the simulation
 * @param durationNanos until the repair
 * @param share share of the targets that fails, from 0 to 1
 */
public record Outage(long startNanos, long durationNanos, double share) {
  /** Checks the ranges. */
  public Outage {
    if (startNanos < 0 || durationNanos < 0 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "an outage at %d ns of %d ns and a share of %s"
              .formatted(startNanos, durationNanos, share));
    }
  }
}
