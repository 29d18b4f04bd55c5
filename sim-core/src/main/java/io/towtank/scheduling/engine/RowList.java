package io.towtank.scheduling.engine;

import java.util.Arrays;

/** A list of numbers, most often of rows. */
final class RowList {
  private int[] numbers = new int[8];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  int get(int i) {
    return numbers[i];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Removes a number if it is there; the last one takes its place. */
  void remove(int number) {
    for (int i = 0; i < size; i++) {
      if (numbers[i] == number) {
        numbers[i] = numbers[--size];
        return;
      }
    }
  }
}
