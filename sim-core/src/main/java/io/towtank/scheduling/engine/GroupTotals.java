package io.towtank.scheduling.engine;

import java.util.Arrays;

/** How often each total occurs among the nodes of one group, and which is the highest. */
final class GroupTotals {
  private static final int MARGIN = 16;

  private int[] counts = new int[0];
  private int low;
  private int size;
  private int highest;

  /** A node with this total joined. */
  void add(int total) {
    if (total < low || total >= low + counts.length) {
      widen(total);
    }
    counts[total - low]++;
    highest = size == 0 ? total : Math.max(highest, total);
    size++;
  }

  private void widen(int total) {
    if (size == 0) {
      low = Math.max(0, total - MARGIN);
      counts = new int[2 * MARGIN];
      return;
    }
    int newLow = total < low ? Math.max(0, total - MARGIN) : low;
    int newEnd = Math.max(low + counts.length, total + MARGIN);
    int[] wider = new int[newEnd - newLow];
    System.arraycopy(counts, 0, wider, low - newLow, counts.length);
    counts = wider;
    low = newLow;
  }

  /** A node with this total left. */
  void remove(int total) {
    counts[total - low]--;
    size--;
  }

  /** How many nodes there are. */
  int size() {
    return size;
  }

  /** The highest total; there must be a node. */
  int highest() {
    while (counts[highest - low] == 0) {
      highest--;
    }
    return highest;
  }

  /** How many nodes have this total. */
  int count(int total) {
    return total < low || total >= low + counts.length ? 0 : counts[total - low];
  }

  void clear() {
    Arrays.fill(counts, 0);
    size = 0;
  }
}
