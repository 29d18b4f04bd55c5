package io.towtank.scheduling;

import io.towtank.scheduling.queue.QueueOptions;

/**
 * How the scheduler behaves besides its profiles.
 *
 * @param queue times of the queue
 * @param cycleCost simulation time of a scheduling cycle
 * @param bindLatencyNanos from the end of the scheduling cycle to the bound pod
 * @param ties how ties are broken
 * @param watchDelayNanos from a write to the API to the scheduler's hearing of it
 */
public record SchedulerOptions(
    QueueOptions queue,
    CycleCost cycleCost,
    long bindLatencyNanos,
    Ties ties,
    long watchDelayNanos) {

  /** How to choose among equally good nodes. */
  public enum Ties {
    /** Each with the same probability, from the random stream {@code scheduler/ties}. */
    RANDOM,
    /** The first in node order. */
    FIRST
  }

  /** Real queue, no latencies, random ties. */
  public static final SchedulerOptions DEFAULT =
      new SchedulerOptions(QueueOptions.DEFAULT, CycleCost.ZERO, 0, Ties.RANDOM, 0);

  /** Refuses negative latencies. */
  public SchedulerOptions {
    if (bindLatencyNanos < 0 || watchDelayNanos < 0) {
      throw new IllegalArgumentException(
          "negative latency: " + bindLatencyNanos + ", " + watchDelayNanos + " ns");
    }
  }
}
