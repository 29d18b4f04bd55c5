package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStreams;

/**
 * Arrivals that come faster at some hours and on some days than at others: another process whose
 * clock runs at the cycle's speed. Of a Poisson process this makes the inhomogeneous one of that
 * rate, exactly. Source: E. Çinlar, "Introduction to Stochastic Processes", 1975, chapter 4.7.
 *
 * @param of the process; over a week it keeps its rate
 * @param cycle the speeds
 */
public record CyclicArrivals(ArrivalProcess of, WeeklyCycle cycle) implements ArrivalProcess {
  /** Refuses users who wait: their times are not the clock's. */
  public CyclicArrivals {
    if (of instanceof ClosedLoopArrivals || of instanceof CyclicArrivals) {
      throw new IllegalArgumentException(
          "a cycle needs arrivals that depend on nothing else; found a closed loop or another"
              + " cycle");
    }
  }

  @Override
  public Gaps open(RandomStreams randomStreams) {
    Gaps gaps = of.open(randomStreams);
    return new Gaps() {
      private long operationalNanos;
      private long nowNanos;

      @Override
      public long nextNanos() {
        long gap = gaps.nextNanos();
        if (gap > Long.MAX_VALUE - operationalNanos) {
          return Long.MAX_VALUE;
        }
        operationalNanos += gap;
        long next = Math.max(nowNanos, cycle.timeOf(operationalNanos));
        long wait = next - nowNanos;
        nowNanos = next;
        return wait;
      }
    };
  }

  @Override
  public double typicalSeconds() {
    return of.typicalSeconds();
  }

  @Override
  public ArrivalProcess faster(double factor) {
    return new CyclicArrivals(of.faster(factor), cycle);
  }
}
