package io.towtank.workloads.parts;

import io.towtank.workloads.input.PodBatch;
import org.jspecify.annotations.Nullable;

/** Follows rows of some keys, and makes pods of them. */
public interface RowFold {
  /**
   * Takes the next row.
   *
   * @param part number of its part, from 0; says nothing where rows have turns
   * @param place its place among all rows in the order in which they are followed
   * @return the pods that it completes; null for none
   */
  @Nullable PodBatch take(int part, long place, byte[] row);

  /** Pods of rows that nothing completes, after the last row; null at the end. */
  @Nullable PodBatch remaining();

  /** Place of the row for whose sake {@link #remaining()} has given its last pods. */
  long placeOfRemaining();
}
