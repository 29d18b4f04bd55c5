package io.towtank.scenarios.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sizes by which pods are counted: of pods that take at least so much of every resource, a node can
 * hold only so many. Summing amounts would let a node hold parts of pods; this does not.
 */
final class SizeClasses {
  /** Up to so many kinds of pods each is a class of its own. */
  private static final int KINDS_MAX = 64;

  private static final int STEPS = 16;

  private final List<long[]> sizes = new ArrayList<>();

  /**
   * Classes for some kinds of pods.
   *
   * @param taken what each kind takes, by resource
   */
  SizeClasses(List<long[]> taken, int width) {
    if (taken.size() <= KINDS_MAX) {
      taken.forEach(one -> sizes.add(Arrays.copyOf(one, width)));
      return;
    }
    for (int r = 0; r < width; r++) {
      SortedSet<Long> distinct = new TreeSet<>();
      for (long[] one : taken) {
        if (r < one.length && one[r] > 0) {
          distinct.add(one[r]);
        }
      }
      List<Long> sorted = new ArrayList<>(distinct);
      int steps = Math.min(STEPS, sorted.size());
      for (int step = 0; step < steps; step++) {
        long[] size = new long[width];
        size[r] = sorted.get((int) ((long) step * sorted.size() / steps));
        sizes.add(size);
      }
    }
  }

  /** How many classes. */
  int count() {
    return sizes.size();
  }

  /** The classes that a pod is in: those of which it takes at least as much of everything. */
  int[] of(long[] taken) {
    int[] classes = new int[sizes.size()];
    int found = 0;
    for (int k = 0; k < sizes.size(); k++) {
      if (reaches(taken, sizes.get(k))) {
        classes[found++] = k;
      }
    }
    return Arrays.copyOf(classes, found);
  }

  private static boolean reaches(long[] taken, long[] size) {
    for (int r = 0; r < size.length; r++) {
      if (size[r] > (r < taken.length ? taken[r] : 0)) {
        return false;
      }
    }
    return true;
  }

  /** How many pods of a class a node can hold at most. */
  long held(int number, long[] capacity) {
    long held = Long.MAX_VALUE;
    long[] size = sizes.get(number);
    for (int r = 0; r < size.length; r++) {
      if (size[r] > 0) {
        held = Math.min(held, capacity[r] / size[r]);
      }
    }
    return held;
  }
}
