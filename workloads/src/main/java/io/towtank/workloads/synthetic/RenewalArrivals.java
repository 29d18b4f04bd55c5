package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.workloads.distribution.Distribution;

/**
 * Independent times between arrivals; exponential ones make a Poisson process. Drawn from the
 * stream (workload, arrivals).
 *
 * @param interArrival time from one arrival to the next, seconds
 * @param factor how much faster arrivals come than that
 */
public record RenewalArrivals(Distribution interArrival, double factor) implements ArrivalProcess {
  /** At the distribution's own rate. */
  public RenewalArrivals(Distribution interArrival) {
    this(interArrival, 1);
  }

  @Override
  public Gaps open(RandomStreams randomStreams) {
    RandomStream draws = randomStreams.stream(COMPONENT, "arrivals");
    if (factor == 1) {
      return () -> interArrival.drawNanos(draws);
    }
    return () -> Distribution.nanos(interArrival.draw(draws) / factor);
  }

  @Override
  public double typicalSeconds() {
    return interArrival.typical() / factor;
  }

  @Override
  public ArrivalProcess faster(double by) {
    return new RenewalArrivals(interArrival, factor * by);
  }
}
