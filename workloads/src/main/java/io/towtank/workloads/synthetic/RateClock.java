package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.workloads.distribution.Distribution;

/**
 * Arrivals of a Poisson process whose rate changes from time to time. Takes one draw for each
 * arrival: an exponential amount of expected arrivals, which is used up as time goes by.
 */
final class RateClock {
  private final RandomStream draws;
  private double expected;
  private double gapSeconds;
  private double sinceChange;

  RateClock(RandomStream draws) {
    this.draws = draws;
  }

  /** Begins to look for the next arrival. */
  void begin() {
    expected = draws.exponential(1);
    gapSeconds = 0;
  }

  /**
   * Whether the arrival comes while this rate lasts.
   *
   * @param lastsSeconds from the last arrival or change of the rate on
   */
  boolean arrivesWithin(double ratePerSecond, double lastsSeconds) {
    double need = ratePerSecond > 0 ? expected / ratePerSecond : Double.POSITIVE_INFINITY;
    // A process that stands still for longer than a simulation can last has ended.
    if (need <= lastsSeconds || gapSeconds > Distribution.SECONDS_MAX) {
      sinceChange = StrictMath.min(need, lastsSeconds);
      gapSeconds += sinceChange;
      return true;
    }
    expected -= ratePerSecond * lastsSeconds;
    gapSeconds += lastsSeconds;
    return false;
  }

  /** From the last change of the rate, or the last arrival, to this arrival. */
  double sinceChangeSeconds() {
    return sinceChange;
  }

  /** From the last arrival to this one. */
  long gapNanos() {
    return Distribution.nanos(gapSeconds);
  }
}
