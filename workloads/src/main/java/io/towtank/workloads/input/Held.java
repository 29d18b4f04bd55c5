package io.towtank.workloads.input;

import java.util.Comparator;

/**
 * Like pods that wait for their turn.
 *
 * @param row their place in their source
 */
record Held(PodBatch batch, long row) {
  static final Comparator<Held> BY_TIME_THEN_ROW =
      Comparator.comparingLong(Held::timeNanos).thenComparingLong(Held::row);

  long timeNanos() {
    return batch.timeNanos();
  }
}
