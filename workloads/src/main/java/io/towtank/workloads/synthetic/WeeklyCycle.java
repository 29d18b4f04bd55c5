package io.towtank.workloads.synthetic;

import java.util.Arrays;
import java.util.List;

/** How fast arrivals come in the course of a week, against their mean. */
public final class WeeklyCycle {
  /** Days of a week. */
  public static final int DAYS = 7;

  private static final long WEEK_NANOS = DAYS * 24 * 3_600_000_000_000L;

  private final double[] speeds;
  private final double[] cumulative;
  private final long pieceNanos;
  private final long startNanos;

  private WeeklyCycle(double[] speeds, long startNanos) {
    this.speeds = speeds;
    this.startNanos = startNanos;
    pieceNanos = WEEK_NANOS / speeds.length;
    cumulative = new double[speeds.length + 1];
    for (int i = 0; i < speeds.length; i++) {
      cumulative[i + 1] = cumulative[i] + speeds[i] * pieceNanos;
    }
  }

  /**
   * A cycle of speeds that are constant for a while. They are scaled so that their mean over the
   * week is 1.
   *
   * @param ofDay speeds of the parts of a day, 1 to 1440 parts of equal length; at least 0
   * @param ofWeek factors for the days of the week, seven; at least 0
   * @param startNanos where in the week the simulation starts, from the beginning of the first day
   */
  public static WeeklyCycle of(List<Double> ofDay, List<Double> ofWeek, long startNanos) {
    if (ofWeek.size() != DAYS || ofDay.isEmpty() || 1440 % ofDay.size() != 0) {
      throw new IllegalArgumentException(
          "a cycle needs 7 days and a number of parts of a day that divides 1440, found %d and %d"
              .formatted(ofWeek.size(), ofDay.size()));
    }
    double[] speeds = new double[DAYS * ofDay.size()];
    double sum = 0;
    for (int i = 0; i < speeds.length; i++) {
      speeds[i] = ofWeek.get(i / ofDay.size()) * ofDay.get(i % ofDay.size());
      if (!(speeds[i] >= 0 && speeds[i] <= 1e12)) {
        throw new IllegalArgumentException(
            "a cycle's speed must be at least 0, found " + speeds[i]);
      }
      sum += speeds[i];
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("a cycle needs a time of the week with arrivals");
    }
    for (int i = 0; i < speeds.length; i++) {
      speeds[i] *= speeds.length / sum;
    }
    return new WeeklyCycle(speeds, Math.floorMod(startNanos, WEEK_NANOS));
  }

  /** Speed at a time of the simulation; 1 on average. */
  public double speedAt(long timeNanos) {
    return speeds[(int) (Math.floorMod(timeNanos + startNanos, WEEK_NANOS) / pieceNanos)];
  }

  /** The time until which a clock of this speed has gone on by so much. Never goes back. */
  long timeOf(long operationalNanos) {
    double target = operationalNanos + operational(startNanos);
    double week = cumulative[speeds.length];
    long weeks = (long) StrictMath.floor(target / week);
    double rest = target - weeks * week;
    int i = Arrays.binarySearch(cumulative, rest);
    int piece = Math.min(speeds.length - 1, i < 0 ? -i - 2 : i);
    while (speeds[piece] == 0 && piece < speeds.length - 1) {
      piece++;
    }
    double within =
        speeds[piece] == 0 ? 0 : StrictMath.max(0, rest - cumulative[piece]) / speeds[piece];
    double time = weeks * (double) WEEK_NANOS - startNanos + piece * (double) pieceNanos;
    return time + within >= Long.MAX_VALUE
        ? Long.MAX_VALUE
        : weeks * WEEK_NANOS
            - startNanos
            + piece * pieceNanos
            + Math.min(pieceNanos, Math.round(within));
  }

  /** How far a clock of this speed has gone on after so much simulation time, nanoseconds. */
  public double operationalNanos(long timeNanos) {
    long since = timeNanos + startNanos;
    return Math.floorDiv(since, WEEK_NANOS) * cumulative[speeds.length]
        + operational(since % WEEK_NANOS)
        - operational(startNanos);
  }

  private double operational(long nanosInWeek) {
    int piece = (int) (nanosInWeek / pieceNanos);
    return cumulative[piece] + speeds[piece] * (nanosInWeek % pieceNanos);
  }
}
