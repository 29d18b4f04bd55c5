package io.towtank.workloads.input;

import io.towtank.model.PodArrival;
import java.util.Comparator;

/**
 * An arrival that waits for its turn.
 *
 * @param row its place among the arrivals of its source
 */
record Held(PodArrival arrival, long row) {
  static final Comparator<Held> BY_TIME_THEN_ROW =
      Comparator.comparingLong(Held::timeNanos).thenComparingLong(Held::row);

  long timeNanos() {
    return arrival.timeNanos();
  }
}
