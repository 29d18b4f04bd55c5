package io.towtank.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An immutable set of indexes, kept as runs: {@code 1,3-5,7}. */
public final class IndexSet {
  /** No index. */
  public static final IndexSet EMPTY = new IndexSet(new int[0]);

  /** First and last of each run, in order. */
  private final int[] bounds;

  private IndexSet(int[] bounds) {
    this.bounds = bounds;
  }

  /** Whether an index is in it. */
  public boolean contains(int index) {
    int run = runAtOrBefore(index);
    return run >= 0 && bounds[2 * run + 1] >= index;
  }

  /** How many indexes there are. */
  public int size() {
    int size = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      size += bounds[i + 1] - bounds[i] + 1;
    }
    return size;
  }

  /** The same with one more index, 0 or more. */
  public IndexSet with(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("expected an index of 0 or more, found " + index);
    }
    if (contains(index)) {
      return this;
    }
    int before = runAtOrBefore(index);
    boolean joinsBefore = before >= 0 && bounds[2 * before + 1] == index - 1;
    int after = before + 1;
    boolean joinsAfter = 2 * after < bounds.length && bounds[2 * after] == index + 1;
    int keptBefore = joinsBefore ? before : before + 1;
    int keptAfter = joinsAfter ? after + 1 : after;
    int[] changed = new int[2 * keptBefore + 2 + bounds.length - 2 * keptAfter];
    System.arraycopy(bounds, 0, changed, 0, 2 * keptBefore);
    changed[2 * keptBefore] = joinsBefore ? bounds[2 * before] : index;
    changed[2 * keptBefore + 1] = joinsAfter ? bounds[2 * after + 1] : index;
    System.arraycopy(
        bounds, 2 * keptAfter, changed, 2 * keptBefore + 2, bounds.length - 2 * keptAfter);
    return new IndexSet(changed);
  }

  /** The same without the indexes from a limit on. */
  public IndexSet below(int limit) {
    int runs = 0;
    while (2 * runs < bounds.length && bounds[2 * runs] < limit) {
      runs++;
    }
    if (2 * runs == bounds.length && (runs == 0 || bounds[2 * runs - 1] < limit)) {
      return this;
    }
    int[] kept = Arrays.copyOf(bounds, 2 * runs);
    if (runs > 0) {
      kept[2 * runs - 1] = Math.min(kept[2 * runs - 1], limit - 1);
    }
    return new IndexSet(kept);
  }

  /** The first index that is not in it, from one on. */
  public int firstAbsent(int from) {
    int run = runAtOrBefore(from);
    return run >= 0 && bounds[2 * run + 1] >= from ? bounds[2 * run + 1] + 1 : from;
  }

  private int runAtOrBefore(int index) {
    int low = 0;
    int high = bounds.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (bounds[2 * middle] <= index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IndexSet set && Arrays.equals(bounds, set.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** As Kubernetes writes it: runs of three and more as first and last. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bounds.length; i += 2) {
      text.append(text.isEmpty() ? "" : ",").append(bounds[i]);
      if (bounds[i + 1] > bounds[i]) {
        text.append(bounds[i + 1] > bounds[i] + 1 ? "-" : ",").append(bounds[i + 1]);
      }
    }
    return text.toString();
  }
}
