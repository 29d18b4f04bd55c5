package io.towtank.scheduling.engine;

import java.util.Arrays;

/** Rows of the best total so far, in any order until somebody asks for one. */
final class Ties {
  private int[] rows = new int[64];
  private int count;
  private boolean isSorted;
  private boolean isAsked;

  void clear() {
    count = 0;
    isSorted = false;
    isAsked = false;
  }

  void add(int row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = row;
  }

  int count() {
    return count;
  }

  /** The i-th in row order; the first time in linear time. */
  int get(int i) {
    if (!isSorted) {
      if (!isAsked) {
        isAsked = true;
        return select(i);
      }
      Arrays.sort(rows, 0, count);
      isSorted = true;
    }
    return rows[i];
  }

  /** Hoare's selection, with the median of three. */
  private int select(int wanted) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int pivot = median(rows[low], rows[(low + high) >>> 1], rows[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (rows[i] < pivot) {
          i++;
        }
        while (rows[j] > pivot) {
          j--;
        }
        if (i <= j) {
          int row = rows[i];
          rows[i++] = rows[j];
          rows[j--] = row;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return rows[wanted];
      }
    }
    return rows[wanted];
  }

  private static int median(int a, int b, int c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
