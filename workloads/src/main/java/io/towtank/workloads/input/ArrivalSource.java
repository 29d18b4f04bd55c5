package io.towtank.workloads.input;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * A trace file's pods in order of rows, before they are put in order of arrival; like pods of one
 * row in one piece, which matters where a row makes thousands.
 */
public interface ArrivalSource extends Closeable {
  /** Of {@link #nextTime()}: there is no further row, or none that is out of order. */
  long END = -1;

  /** Of {@link #nextTime()}: the time can't be told without making the pods. */
  long UNTOLD = -2;

  /** The next row's pods, or null at the end. */
  @Nullable PodBatch next();

  /**
   * Passes over the next row for its time alone, which takes less than making its pods. Rows that
   * make none may be told too. A source that is asked this is asked nothing else.
   *
   * @return the time of arrival or what grows as it does; below 0 as the constants say
   */
  default long nextTime() {
    return UNTOLD;
  }

  /** File and line of the row that {@link #next()} gave last, for messages. */
  String position();
}
