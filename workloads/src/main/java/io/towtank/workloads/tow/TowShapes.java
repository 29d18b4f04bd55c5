package io.towtank.workloads.tow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What is made of several columns together, once for all rows of a group that have the same in each
 * of them. Rows are told apart by the numbers of their values in the dictionaries, which are put
 * together to one number.
 *
 * @param <T> what is made
 */
final class TowShapes<T> {
  private static final int SLOTS_MIN = 1 << 10;
  private static final int SLOTS_MAX = 1 << 17;

  /** 2^64 over the golden ratio. Source: Knuth, TAOCP 3, 6.4, Fibonacci hashing. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final List<TowColumn> columns;
  private final IntFunction<T> make;
  private final List<T> made = new ArrayList<>();

  /** Keys of what is made, and its number in the list plus one; 0 where a slot is free. */
  private long[] keys = new long[SLOTS_MIN];

  private int[] numbers = new int[SLOTS_MIN];
  private int shift = shift(SLOTS_MIN);

  private boolean hasKeys;
  private long[] keyOfRow = new long[0];

  /**
   * Nothing made yet.
   *
   * @param make makes it of a row of the current run
   */
  TowShapes(List<TowColumn> columns, IntFunction<T> make) {
    this.columns = List.copyOf(columns);
    this.make = make;
  }

  /** Forgets all, since the dictionaries are others now. */
  void forget() {
    made.clear();
    Arrays.fill(numbers, 0);
  }

  /** Begins a run of so many rows. */
  void beginRun(int rows) {
    hasKeys = true;
    if (keyOfRow.length < rows) {
      keyOfRow = new long[rows];
    }
    Arrays.fill(keyOfRow, 0, rows, 0);
    long unit = 1;
    for (TowColumn column : columns) {
      long choices = column.idLimit() + 1L;
      if (!column.hasIds() || unit > Long.MAX_VALUE / choices) {
        hasKeys = false;
        return;
      }
      column.addIds(keyOfRow, rows, unit);
      unit *= choices;
    }
  }

  /** What is made of a row. */
  T get(int row) {
    if (!hasKeys) {
      return make.apply(row);
    }
    long key = keyOfRow[row];
    int slot = (int) (key * SPREAD >>> shift);
    while (numbers[slot] != 0) {
      if (keys[slot] == key) {
        return made.get(numbers[slot] - 1);
      }
      slot = slot + 1 & numbers.length - 1;
    }
    T value = make.apply(row);
    keep(key, value);
    return value;
  }

  private void keep(long key, T value) {
    if (2 * (made.size() + 1) > numbers.length) {
      if (numbers.length == SLOTS_MAX) {
        forget();
      } else {
        grow();
      }
    }
    made.add(value);
    put(key, made.size());
  }

  private void put(long key, int number) {
    int slot = (int) (key * SPREAD >>> shift);
    while (numbers[slot] != 0) {
      slot = slot + 1 & numbers.length - 1;
    }
    keys[slot] = key;
    numbers[slot] = number;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[2 * oldNumbers.length];
    shift = shift(numbers.length);
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != 0) {
        put(oldKeys[i], oldNumbers[i]);
      }
    }
  }

  private static int shift(int slots) {
    return Long.numberOfLeadingZeros(slots) + 1;
  }
}
