package io.towtank.workloads.input;

import io.towtank.model.PodArrival;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** A trace file's pods in order of rows, before they are put in order of arrival. */
public interface ArrivalSource extends Closeable {
  /** The next row's pod, or null at the end. */
  @Nullable PodArrival next();

  /** File and line of the row that {@link #next()} gave last, for messages. */
  String position();
}
