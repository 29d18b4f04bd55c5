package io.towtank.workloads.fit;

import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How arrivals spread over the hours of the day and the days of the week. */
final class CycleEstimate {
  private static final int HOURS = 24;
  private static final int DAYS = 7;
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private CycleEstimate() {}

  /** Moments with arrivals, by hour and by day, against how long each hour and day was watched. */
  static FittedWorkload.FittedCycle of(ArrivalStream pods) throws IOException {
    double[] byHour = new double[HOURS];
    double[] byDay = new double[DAYS];
    long last = -1;
    long first = 0;
    for (PodArrival arrival = pods.next(); arrival != null; arrival = pods.next()) {
      long now = arrival.timeNanos();
      if (now == last) {
        continue;
      }
      if (last < 0) {
        first = now;
      }
      long hour = now / HOUR_NANOS;
      byHour[(int) (hour % HOURS)]++;
      byDay[(int) (hour / HOURS % DAYS)]++;
      last = now;
    }
    double[] hoursWatched = new double[HOURS];
    double[] daysWatched = new double[DAYS];
    for (long hour = first / HOUR_NANOS; hour <= last / HOUR_NANOS; hour++) {
      double part =
          (Math.min(last, (hour + 1) * HOUR_NANOS) - Math.max(first, hour * HOUR_NANOS))
              / (double) HOUR_NANOS;
      hoursWatched[(int) (hour % HOURS)] += part;
      daysWatched[(int) (hour / HOURS % DAYS)] += part;
    }
    return new FittedWorkload.FittedCycle(rates(byHour, hoursWatched), rates(byDay, daysWatched));
  }

  /** Rates with a mean of 1; what was not watched gets the mean. */
  private static List<Double> rates(double[] counts, double[] watched) {
    double sum = 0;
    int known = 0;
    for (int i = 0; i < counts.length; i++) {
      if (watched[i] > 0) {
        sum += counts[i] / watched[i];
        known++;
      }
    }
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      double rate = watched[i] > 0 && sum > 0 ? counts[i] / watched[i] * known / sum : 1;
      rates.add(StrictMath.rint(rate * 1e4) / 1e4);
    }
    return rates;
  }
}
