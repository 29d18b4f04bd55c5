package io.towtank.reports.playback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * All things that come where they are few enough, else those with the lowest hashes: a sample that
 * does not follow from the order in which they come. Of things of equal hash all are kept or none.
 */
final class HashSample<T> {
  private final int sampleMax;
  private final ToLongFunction<T> hash;
  private final Consumer<T> dropped;
  private List<T> kept = new ArrayList<>();
  private int max;
  private long below = Long.MAX_VALUE;

  /**
   * An empty sample.
   *
   * @param wholeMax up to how many it keeps all
   * @param sampleMax how many it keeps of more
   * @param hash not negative
   * @param dropped takes those that are not kept
   */
  HashSample(int wholeMax, int sampleMax, ToLongFunction<T> hash, Consumer<T> dropped) {
    max = wholeMax;
    this.sampleMax = sampleMax;
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
    max = sampleMax;
    long[] hashes = kept.stream().mapToLong(hash).toArray();
    Arrays.sort(hashes);
    below = max == 0 ? 0 : hashes[max];
    List<T> lowest = new ArrayList<>(max + max / 4 + 2);
    for (T thing : kept) {
      if (hash.applyAsLong(thing) < below) {
        lowest.add(thing);
      } else {
        dropped.accept(thing);
      }
    }
    kept = lowest;
  }

  /** Those kept, in no order that means anything. */
  List<T> all() {
    if (kept.size() > max) {
      shrink();
    }
    return kept;
  }

  /** Those kept, the lowest hash first. */
  List<T> lowest() {
    List<T> sorted = new ArrayList<>(all());
    sorted.sort(Comparator.comparingLong(hash));
    return sorted;
  }
}
