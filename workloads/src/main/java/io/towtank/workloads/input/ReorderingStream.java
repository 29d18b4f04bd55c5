package io.towtank.workloads.input;

import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts arrivals in order of (time, row) by holding back a bounded number of them.
 *
 * <p>So it sorts every file of at most so many rows, and every longer file in which no row stands
 * further than that from its place. Any other is refused at the row that comes too late.
 */
final class ReorderingStream implements ArrivalStream {
  static final String SORTED = "row not in order of arrival: sorted";

  private static final Comparator<Held> BY_TIME_THEN_ROW =
      Comparator.comparingLong((Held held) -> held.arrival.timeNanos())
          .thenComparingLong(held -> held.row);

  private final ArrivalSource source;
  private final int rowsMax;
  private final TraceAccounts accounts;
  private final PriorityQueue<Held> window = new PriorityQueue<>(BY_TIME_THEN_ROW);
  private long row;
  private long latestReadNanos;
  private long latestGivenNanos;
  private boolean ended;

  ReorderingStream(ArrivalSource source, int rowsMax, TraceAccounts accounts) {
    this.source = source;
    this.rowsMax = rowsMax;
    this.accounts = accounts;
  }

  @Override
  public @Nullable PodArrival next() {
    while (!ended && window.size() < rowsMax) {
      fill();
    }
    Held first = window.poll();
    if (first == null) {
      return null;
    }
    latestGivenNanos = first.arrival.timeNanos();
    return first.arrival;
  }

  @Override
  public void close() throws IOException {
    window.clear();
    ended = true;
    source.close();
  }

  private void fill() {
    PodArrival arrival = source.next();
    if (arrival == null) {
      ended = true;
      return;
    }
    long timeNanos = arrival.timeNanos();
    if (timeNanos < latestGivenNanos) {
      throw new InputException(
          "%s: arrives at %s s, but a pod of %s s has arrived already and only %d rows are held back for sorting; sort the file by arrival or raise option '%s'"
              .formatted(
                  source.position(),
                  seconds(timeNanos),
                  seconds(latestGivenNanos),
                  rowsMax,
                  TraceOptions.REORDER_ROWS));
    }
    if (timeNanos < latestReadNanos) {
      accounts.repair(SORTED);
    }
    latestReadNanos = Math.max(latestReadNanos, timeNanos);
    window.add(new Held(arrival, row++));
  }

  private static String seconds(long nanos) {
    BigDecimal seconds = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
    return seconds.toPlainString();
  }

  private record Held(PodArrival arrival, long row) {}
}
