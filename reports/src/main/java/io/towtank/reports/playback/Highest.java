package io.towtank.reports.playback;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The pods with the highest values of something, those with the higher hashes among equals. */
final class Highest {
  private static final Comparator<Valued> LOWEST_FIRST =
      Comparator.comparingLong(Valued::value).thenComparingLong(valued -> valued.entry().hash());

  private final int max;
  private final PriorityQueue<Valued> kept = new PriorityQueue<>(LOWEST_FIRST);
  private long lowest = Long.MIN_VALUE;
  private long lowestHash = Long.MIN_VALUE;

  /** A pod and its value. */
  private record Valued(long value, PodSample.Entry entry) {}

  /** Keeps so many. */
  Highest(int max) {
    this.max = max;
  }

  /** Puts it in if it is among the highest; who is left over: it, another one, or nobody. */
  PodSample.@Nullable Entry offer(PodSample.Entry entry, long value) {
    if (value < lowest || (value == lowest && entry.hash() < lowestHash)) {
      return entry;
    }
    kept.add(new Valued(value, entry));
    Valued out = kept.size() > max ? kept.poll() : null;
    Valued last = kept.peek();
    if (last != null && kept.size() == max) {
      lowest = last.value();
      lowestHash = last.entry().hash();
    }
    return out == null ? null : out.entry();
  }

  /** Those kept, the highest first. */
  List<PodSample.Entry> all() {
    return kept.stream().sorted(LOWEST_FIRST.reversed()).map(Valued::entry).toList();
  }
}
