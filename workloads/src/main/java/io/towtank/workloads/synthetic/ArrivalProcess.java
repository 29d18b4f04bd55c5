package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.WorkflowTask;
import org.jspecify.annotations.Nullable;

/** When jobs arrive. Jobs of one pod are the most common. */
public sealed interface ArrivalProcess
    permits BurstyArrivals, ClosedLoopArrivals, CyclicArrivals, ModulatedArrivals, RenewalArrivals {
  /** Component of the random streams. */
  String COMPONENT = "workload";

  /** Times from the start; the same for the same streams. */
  Gaps open(RandomStreams randomStreams);

  /** A time between arrivals of the size that they have, in seconds. */
  double typicalSeconds();

  /**
   * The process at a multiple of its rate, of the same kind otherwise.
   *
   * @param factor above 0
   */
  ArrivalProcess faster(double factor);

  /** The times between arrivals, one after the other. */
  interface Gaps {
    /** Time from the last arrival to the next, and from the start to the first, nanoseconds. */
    long nextNanos();

    /**
     * Told after each arrival how long what came then runs. Only processes with users who wait want
     * to know.
     */
    default void runs(long durationNanos) {}

    /**
     * What the last arrival is to those before and after it; null where none waits for another.
     *
     * @param pods how many pods have arrived
     */
    default @Nullable WorkflowTask task(int pods) {
      return null;
    }

    /** Whether {@link #runs} matters. */
    default boolean followsDurations() {
      return false;
    }
  }
}
