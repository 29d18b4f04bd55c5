package io.towtank.reports.playback;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The things with the lowest hashes of all that come: a sample that does not follow from the order
 * in which they come, but for things of equal hash.
 */
final class HashSample<T> {
  private final int max;
  private final ToLongFunction<T> hash;
  private final Consumer<T> dropped;
  private List<T> kept = new ArrayList<>();
  private long below = Long.MAX_VALUE;

  /**
   * An empty sample.
   *
   * @param max how many it keeps
   * @param hash not negative
   * @param dropped takes those that are not kept
   */
  HashSample(int max, ToLongFunction<T> hash, Consumer<T> dropped) {
    this.max = max;
    this.hash = hash;
    this.dropped = dropped;
  }

  void add(T thing) {
    if (hash.applyAsLong(thing) >= below) {
      dropped.accept(thing);
      return;
    }
    kept.add(thing);
    if (kept.size() > max + max / 4 + 1) {
      shrink();
    }
  }

  private void shrink() {
    kept.sort(Comparator.comparingLong(hash));
    List<T> lowest = new ArrayList<>(kept.subList(0, max));
    kept.subList(max, kept.size()).forEach(dropped);
    kept = lowest;
    below = max == 0 ? 0 : hash.applyAsLong(kept.get(max - 1));
  }

  /** Those kept, the lowest hash first. */
  List<T> lowest() {
    if (kept.size() > max) {
      shrink();
    }
    kept.sort(Comparator.comparingLong(hash));
    return kept;
  }
}
