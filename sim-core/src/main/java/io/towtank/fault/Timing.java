package io.towtank.fault;

import java.util.List;

/** When a fault strikes. */
public sealed interface Timing {
  /**
   * At given times.
   *
   * @param nanos times from the start of the simulation, each at least 0
   */
  record At(List<Long> nanos) implements Timing {
    /** Copies the times, and refuses those before the start. */
    public At {
      nanos = List.copyOf(nanos);
      for (long time : nanos) {
        if (time < 0) {
          throw new IllegalArgumentException("a fault before the start: " + time + " ns");
        }
      }
    }
  }

  /**
   * Again and again, after a random time without fault; each unit on its own. With exponential
   * times to failure and to repair, a unit is up for the share MTTF / (MTTF + MTTR) of the time.
   *
   * @param per what has a time to failure of its own
   * @param timeToFailure from the start, or from a repair, to the next fault
   * @param fromNanos when it begins to run
   * @param untilNanos from when on nothing strikes any more; {@link Long#MAX_VALUE} for never
   */
  record Random(Per per, TimeSource timeToFailure, long fromNanos, long untilNanos)
      implements Timing {}

  /**
   * As a failure trace has it, which also says how long each fault lasts and which share of the
   * targets it takes.
   */
  record Trace(OutageSource outages) implements Timing {}

  /** What has a time to failure of its own. */
  enum Per {
    /** Each target: each node, where nodes are struck. */
    TARGET,
    /** Each rack: what is in it is struck together. */
    RACK,
    /** Each zone. */
    ZONE,
    /** All targets together. */
    CLUSTER
  }
}
