package io.towtank.scenarios.spark;

import java.io.Serializable;
import java.util.Comparator;

/** Where a record stands. No record in Java's sense, which Spark's serialisers can't write. */
final class Place implements Serializable {
  /** Stands before all pods: what a part says of itself. */
  static final long SUMMARY = Long.MIN_VALUE;

  /** Pods of what never ends come after those of all rows. */
  private static final long AFTER_ALL_ROWS = 1L << 62;

  private static final int PART_SHIFT = 42;

  /** Parts that there can be. */
  static final int PARTS_MAX = 1 << 20;

  private final long major;
  private final long row;

  /**
   * A place.
   *
   * @param major when pods arrive, in nanoseconds; or the key of a row; or {@link #SUMMARY}
   * @param row its place in the trace: number of the part and of the row in it
   */
  Place(long major, long row) {
    this.major = major;
    this.row = row;
  }

  long major() {
    return major;
  }

  long row() {
    return row;
  }

  /** A row's place among all rows. */
  static long row(int part, long number) {
    return ((long) part << PART_SHIFT) | number;
  }

  /** The part that a place of a row is in. */
  static int part(long row) {
    return (int) (row >>> PART_SHIFT);
  }

  static long afterAllRows(long row) {
    return AFTER_ALL_ROWS | row;
  }

  boolean isSummary() {
    return major == SUMMARY;
  }

  /** Orders of records. */
  enum Order implements Comparator<Place> {
    /** That of arrival. */
    TIME_THEN_ROW {
      @Override
      public int compare(Place a, Place b) {
        int times = Long.compare(a.major, b.major);
        return times == 0 ? Long.compare(a.row, b.row) : times;
      }
    },
    /** That of the trace, whatever the key. */
    ROW {
      @Override
      public int compare(Place a, Place b) {
        return Long.compare(a.row, b.row);
      }
    }
  }
}
