package io.towtank.model;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pods in order of their arrival, one at a time, so that a workload of any length fits in memory.
 *
 * <p>Used by one reader, from one thread.
 */
public interface ArrivalStream extends Closeable {
  /**
   * The next arrival, or null at the end. Times never go back.
   *
   * @throws IOException if the source can't be read or is malformed; the message names file and
   *     line
   */
  @Nullable PodArrival next() throws IOException;

  @Override
  default void close() throws IOException {}

  /** A stream over a list that is in order of arrival already. */
  static ArrivalStream of(List<PodArrival> arrivals) {
    return new ArrivalStream() {
      private int position;

      @Override
      public @Nullable PodArrival next() {
        return position < arrivals.size() ? arrivals.get(position++) : null;
      }
    };
  }
}
