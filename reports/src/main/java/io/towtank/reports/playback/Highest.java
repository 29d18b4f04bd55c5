package io.towtank.reports.playback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The pods with the highest values of something, those with the higher hashes among equals. */
final class Highest {
  private final int max;
  private final ToLongFunction<PodSample.Entry> value;
  private final PriorityQueue<PodSample.Entry> kept;
  private long lowest = Long.MIN_VALUE;

  Highest(int max, ToLongFunction<PodSample.Entry> value) {
    this.max = max;
    this.value = value;
    kept =
        new PriorityQueue<>(
            Comparator.comparingLong(value).thenComparingLong(PodSample.Entry::hash));
  }

  /** Puts it in if it is among the highest; who is left over: it, another one, or nobody. */
  PodSample.@Nullable Entry offer(PodSample.Entry entry) {
    if (value.applyAsLong(entry) < lowest) {
      return entry;
    }
    kept.add(entry);
    PodSample.Entry out = kept.size() > max ? kept.poll() : null;
    PodSample.Entry last = kept.peek();
    if (last != null && kept.size() == max) {
      lowest = value.applyAsLong(last);
    }
    return out;
  }

  /** Those kept, the highest first. */
  List<PodSample.Entry> all() {
    List<PodSample.Entry> all = new ArrayList<>(kept);
    all.sort(kept.comparator().reversed());
    return all;
  }
}
