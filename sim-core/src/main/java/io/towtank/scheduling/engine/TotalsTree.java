package io.towtank.scheduling.engine;

import java.util.Arrays;

/**
 * Totals by row, and at each step up a binary tree the highest of those below with how often it
 * occurs: a tournament that tells the best total, and which rows have it, without a look at all.
 */
final class TotalsTree {
  /** Total of a row that does not take part. */
  static final long NONE = Long.MIN_VALUE;

  private final int leaves;
  private final long[] highest;
  private final int[] counts;

  /** A tree of rows that do not take part. */
  TotalsTree(int rows) {
    leaves = Integer.highestOneBit(Math.max(1, 2 * rows - 1));
    highest = new long[2 * leaves];
    counts = new int[2 * leaves];
    Arrays.fill(highest, NONE);
  }

  int rows() {
    return leaves;
  }

  /** Sets a row's total, {@link #NONE} to take it out. */
  void set(int row, long total) {
    int node = leaves + row;
    if (highest[node] == total) {
      return;
    }
    put(row, total);
    for (node >>= 1; node > 0; node >>= 1) {
      long oldHighest = highest[node];
      int oldCount = counts[node];
      join(node);
      if (highest[node] == oldHighest && counts[node] == oldCount) {
        return;
      }
    }
  }

  /** Sets a row's total; {@link #rebuild} must follow. */
  void put(int row, long total) {
    highest[leaves + row] = total;
    counts[leaves + row] = total == NONE ? 0 : 1;
  }

  /** Plays all games anew. */
  void rebuild() {
    for (int node = leaves - 1; node > 0; node--) {
      join(node);
    }
  }

  private void join(int node) {
    int left = 2 * node;
    int right = left + 1;
    if (highest[left] == highest[right]) {
      highest[node] = highest[left];
      counts[node] = counts[left] + counts[right];
    } else {
      int better = highest[left] > highest[right] ? left : right;
      highest[node] = highest[better];
      counts[node] = counts[better];
    }
  }

  /** How many rows have the highest total; 0 if none takes part. */
  int bestCount() {
    return counts[1];
  }

  /** The row of the i-th best total, in row order. */
  int best(int i) {
    int node = 1;
    int skip = i;
    while (node < leaves) {
      int left = 2 * node;
      if (highest[left] != highest[1]) {
        node = left + 1;
      } else if (skip < counts[left]) {
        node = left;
      } else {
        skip -= counts[left];
        node = left + 1;
      }
    }
    return node - leaves;
  }
}
