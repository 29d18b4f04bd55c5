package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.workloads.distribution.Pareto;
import java.util.PriorityQueue;

/**
 * Bursts at all time scales: the arrivals of many sources together, each of which is on and off for
 * Pareto times of shape 3 − 2 H and sends at a constant rate while it is on. With many sources the
 * whole is self-similar with Hurst parameter H. Source: W. Willinger, M. S. Taqqu, R. Sherman, D.
 * V. Wilson, "Self-similarity through high-variability", IEEE/ACM Transactions on Networking 5(1),
 * 1997.
 *
 * <p>Sources are drawn from the stream (workload, states), arrivals from (workload, arrivals).
 *
 * @param meanSeconds mean time between arrivals over a long time, above 0
 * @param sources how many sources, 1 to 1000
 * @param hurst above 0.5 and below 1
 * @param periodSeconds mean length of an on or off period, above 0
 */
public record BurstyArrivals(double meanSeconds, int sources, double hurst, double periodSeconds)
    implements ArrivalProcess {
  private static final int SOURCES_MAX = 1000;

  /** Refuses what is outside. */
  public BurstyArrivals {
    if (!(meanSeconds > 0 && meanSeconds <= 1e12 && periodSeconds > 0 && periodSeconds <= 1e12)
        || !(hurst > 0.5 && hurst < 1)
        || sources < 1
        || sources > SOURCES_MAX) {
      throw new IllegalArgumentException(
          "no bursty arrivals: mean %s s, %d sources, Hurst parameter %s, period %s s"
              .formatted(meanSeconds, sources, hurst, periodSeconds));
    }
  }

  @Override
  public Gaps open(RandomStreams randomStreams) {
    return new Course(this, randomStreams);
  }

  @Override
  public double typicalSeconds() {
    return meanSeconds;
  }

  @Override
  public ArrivalProcess faster(double factor) {
    return new BurstyArrivals(meanSeconds / factor, sources, hurst, periodSeconds);
  }

  private record Source(int number, boolean isOn, double changesAtSeconds)
      implements Comparable<Source> {
    @Override
    public int compareTo(Source other) {
      int byTime = Double.compare(changesAtSeconds, other.changesAtSeconds);
      return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }
  }

  private static final class Course implements Gaps {
    private final RandomStream periods;
    private final RateClock clock;
    private final Pareto period;
    private final double sourceRate;
    private final PriorityQueue<Source> changes = new PriorityQueue<>();
    private double nowSeconds;
    private int on;

    Course(BurstyArrivals process, RandomStreams randomStreams) {
      periods = randomStreams.stream(COMPONENT, "states");
      clock = new RateClock(randomStreams.stream(COMPONENT, "arrivals"));
      double shape = 3 - 2 * process.hurst;
      period = new Pareto(process.periodSeconds * (shape - 1) / shape, shape);
      // Half of the sources are on, on average.
      sourceRate = 2 / (process.meanSeconds * process.sources);
      for (int i = 0; i < process.sources; i++) {
        boolean isOn = periods.nextDouble() < 0.5;
        // The rest of a period that has begun is longer than a new one; its law is known.
        double rest = restOfPeriod(shape);
        changes.add(new Source(i, isOn, rest));
        on += isOn ? 1 : 0;
      }
    }

    /** What is left of the period that a random moment falls into, by inversion. */
    private double restOfPeriod(double shape) {
      double u = periods.nextOpenDouble();
      double below = (shape - 1) / shape;
      return u <= below
          ? u / below * period.min()
          : period.min() * StrictMath.pow((1 - u) * shape, -1 / (shape - 1));
    }

    @Override
    public long nextNanos() {
      clock.begin();
      Source next = changes.element();
      while (!clock.arrivesWithin(on * sourceRate, next.changesAtSeconds() - nowSeconds)) {
        changes.remove();
        nowSeconds = next.changesAtSeconds();
        on += next.isOn() ? -1 : 1;
        changes.add(new Source(next.number(), !next.isOn(), nowSeconds + period.draw(periods)));
        next = changes.element();
      }
      nowSeconds += clock.sinceChangeSeconds();
      return clock.gapNanos();
    }
  }
}
