package io.towtank.workloads.tow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is made of several columns together, once for all rows of a group that have the same in each
 * of them. Rows are told apart by the numbers of their values in the dictionaries, put together to
 * one number, their key.
 *
 * @param <T> what is made
 */
final class TowShapes<T> {
  /** So many keys or fewer are numbers of places in the list; more are looked up. */
  private static final long DIRECT_MAX = 1 << 16;

  private static final int SLOTS = 1 << 17;
  private static final int SLOT_SHIFT = Long.SIZE - 17;

  /** 2^64 over the golden ratio. Source: Knuth, TAOCP 3, 6.4, Fibonacci hashing. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int NOT_KEPT = -1;

  private final List<TowColumn> columns;
  private final IntFunction<T> make;
  private final List<@Nullable T> made = new ArrayList<>();

  /** By slot a key, and its place in the list plus one; 0 where the slot is free. */
  private long[] keys = new long[0];

  private int[] places = new int[0];

  private long[] keyOfRow = new long[0];
  private int[] placeOfRow = new int[0];

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
    Arrays.fill(places, 0);
  }

  /** Begins a run of so many rows. */
  void beginRun(int rows) {
    if (placeOfRow.length < rows) {
      keyOfRow = new long[rows];
      placeOfRow = new int[rows];
    }
    Arrays.fill(keyOfRow, 0, rows, 0);
    long choices = 1;
    for (TowColumn column : columns) {
      long more = column.idLimit() + 1L;
      if (!column.hasIds() || choices > Long.MAX_VALUE / more) {
        Arrays.fill(placeOfRow, 0, rows, NOT_KEPT);
        return;
      }
      column.addIds(keyOfRow, rows, choices);
      choices *= more;
    }
    if (choices > DIRECT_MAX) {
      lookUp(rows);
      return;
    }
    while (made.size() < choices) {
      made.add(null);
    }
    for (int i = 0; i < rows; i++) {
      placeOfRow[i] = (int) keyOfRow[i];
    }
  }

  /** What is made of a row. */
  T get(int row) {
    int place = placeOfRow[row];
    if (place == NOT_KEPT) {
      return make.apply(row);
    }
    T known = made.get(place);
    if (known == null) {
      known = make.apply(row);
      made.set(place, known);
    }
    return known;
  }

  private void lookUp(int rows) {
    if (places.length == 0) {
      keys = new long[SLOTS];
      places = new int[SLOTS];
    }
    for (int i = 0; i < rows; i++) {
      placeOfRow[i] = place(keyOfRow[i]);
    }
  }

  private int place(long key) {
    int slot = (int) ((key * SPREAD) >>> SLOT_SHIFT);
    while (places[slot] != 0) {
      if (keys[slot] == key) {
        return places[slot] - 1;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (2 * made.size() >= SLOTS) {
      return NOT_KEPT;
    }
    made.add(null);
    keys[slot] = key;
    places[slot] = made.size();
    return made.size() - 1;
  }
}
