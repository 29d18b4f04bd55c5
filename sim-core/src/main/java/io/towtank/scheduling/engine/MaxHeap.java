package io.towtank.scheduling.engine;

import java.util.Arrays;

/** Numbers by priority, the highest first; those of the same priority in any order. */
final class MaxHeap {
  private long[] priorities = new long[64];
  private int[] numbers = new int[64];
  private int size;

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The highest priority. */
  long highest() {
    return priorities[0];
  }

  void add(long priority, int number) {
    if (size == numbers.length) {
      priorities = Arrays.copyOf(priorities, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    int i = size++;
    while (i > 0 && priorities[(i - 1) >>> 1] < priority) {
      int above = (i - 1) >>> 1;
      priorities[i] = priorities[above];
      numbers[i] = numbers[above];
      i = above;
    }
    priorities[i] = priority;
    numbers[i] = number;
  }

  /** Takes out a number of the highest priority. */
  int take() {
    int taken = numbers[0];
    long priority = priorities[--size];
    int number = numbers[size];
    int i = 0;
    for (int below = 1; below < size; below = 2 * i + 1) {
      if (below + 1 < size && priorities[below + 1] > priorities[below]) {
        below++;
      }
      if (priorities[below] <= priority) {
        break;
      }
      priorities[i] = priorities[below];
      numbers[i] = numbers[below];
      i = below;
    }
    priorities[i] = priority;
    numbers[i] = number;
    return taken;
  }
}
