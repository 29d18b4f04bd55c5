package io.towtank.workloads.scaling;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;

/**
 * What is done to a stream of pods.
 *
 * @param arrivals how often each job comes, on average; below 1 the part of the jobs that is kept
 * @param time factor on all times
 * @param tail exponent by which durations above the threshold grow
 * @param tailAboveNanos threshold of the tail; without one 0
 */
public record Scaling(double arrivals, double time, double tail, long tailAboveNanos) {
  /** Refuses factors that are not above 0, and a tail that begins nowhere. */
  public Scaling {
    if (!(arrivals > 0 && arrivals <= 1e6 && time > 0 && time <= 1e6 && tail > 0 && tail <= 100)) {
      throw new IllegalArgumentException(
          "factors must be above 0, found arrivals %s, time %s, tail %s"
              .formatted(arrivals, time, tail));
    }
    if (tail != 1 && tailAboveNanos < 1) {
      throw new IllegalArgumentException("a tail needs a duration from which on it counts");
    }
  }

  /** The stream at this scale. */
  public ArrivalStream of(ArrivalStream pods, RandomStreams randomStreams) {
    return new ScaledArrivals(pods, this, randomStreams);
  }

  /** A time, stretched. */
  long stretched(long nanos) {
    return time == 1 ? nanos : cut(nanos * time);
  }

  /** A duration with its tail thickened, and stretched. */
  long duration(long nanos) {
    if (nanos == Pod.NEVER) {
      return nanos;
    }
    double longer =
        tail != 1 && nanos > tailAboveNanos
            ? tailAboveNanos * StrictMath.pow((double) nanos / tailAboveNanos, tail)
            : nanos;
    return cut(longer * time);
  }

  private static long cut(double nanos) {
    return Math.round(StrictMath.min(nanos, 4e18));
  }
}
