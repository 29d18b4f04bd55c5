package io.towtank.scheduling.framework;

import java.util.Arrays;

/** Numbers tuples of ints from 0, in the order in which they are met. */
public final class TupleNumbers {
  private static final int SLOTS_MIN = 16;

  private final int width;
  private int[] values;
  private int[] slots = new int[SLOTS_MIN];
  private int size;

  /**
   * No tuples yet.
   *
   * @param width length of all tuples
   */
  public TupleNumbers(int width) {
    this.width = width;
    values = new int[SLOTS_MIN / 2 * width];
  }

  /** The tuple's number, a new one if it was not met before. */
  public int of(int[] tuple) {
    int slot = slot(tuple, 0);
    while (slots[slot] != 0) {
      int number = slots[slot] - 1;
      if (Arrays.equals(values, number * width, (number + 1) * width, tuple, 0, width)) {
        return number;
      }
      slot = slot + 1 & slots.length - 1;
    }
    if (2 * (size + 1) > slots.length) {
      grow();
      return of(tuple);
    }
    System.arraycopy(tuple, 0, values, size * width, width);
    slots[slot] = ++size;
    return size - 1;
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * values.length);
    slots = new int[2 * slots.length];
    for (int number = 0; number < size; number++) {
      int slot = slot(values, number * width);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = number + 1;
    }
  }

  private int slot(int[] from, int offset) {
    int hash = 1;
    for (int i = 0; i < width; i++) {
      hash = (hash ^ from[offset + i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash & slots.length - 1;
  }

  /** Element of a numbered tuple. */
  public int get(int number, int i) {
    return values[number * width + i];
  }

  /** How many tuples there are. */
  public int size() {
    return size;
  }
}
