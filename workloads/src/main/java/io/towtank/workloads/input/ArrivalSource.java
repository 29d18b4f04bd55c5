package io.towtank.workloads.input;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * A trace file's pods in order of rows, before they are put in order of arrival; like pods of one
 * row in one piece, which matters where a row makes thousands.
 */
public interface ArrivalSource extends Closeable {
  /** The next row's pods, or null at the end. */
  @Nullable PodBatch next();

  /** File and line of the row that {@link #next()} gave last, for messages. */
  String position();
}
