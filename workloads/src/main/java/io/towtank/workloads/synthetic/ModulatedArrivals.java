package io.towtank.workloads.synthetic;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.List;

/**
 * A Markov-modulated Poisson process (MMPP): a Poisson process whose rate is that of a state, and
 * states that last for exponential times. Begins in the first state; the next is one of the others,
 * each as likely. Source: W. Fischer, K. Meier-Hellstern, "The Markov-modulated Poisson process
 * (MMPP) cookbook", 1993.
 *
 * <p>States are drawn from the stream (workload, states), arrivals from (workload, arrivals).
 *
 * @param states two or more
 */
public record ModulatedArrivals(List<State> states) implements ArrivalProcess {
  /** Copies the states. */
  public ModulatedArrivals {
    states = List.copyOf(states);
    if (states.size() < 2 || states.stream().noneMatch(state -> state.ratePerSecond() > 0)) {
      throw new IllegalArgumentException(
          "an MMPP needs two or more states, one of them with arrivals");
    }
  }

  /**
   * A state.
   *
   * @param ratePerSecond arrivals per second, finite, at least 0
   * @param dwellSeconds how long it lasts on average, above 0
   */
  public record State(double ratePerSecond, double dwellSeconds) {
    /** Refuses what is outside. */
    public State {
      if (!(ratePerSecond >= 0 && ratePerSecond <= 1e15)
          || !(dwellSeconds > 0 && dwellSeconds <= 1e12)) {
        throw new IllegalArgumentException(
            "no state of an MMPP: rate " + ratePerSecond + ", dwell time " + dwellSeconds);
      }
    }
  }

  @Override
  public Gaps open(RandomStreams randomStreams) {
    return new Course(
        states,
        randomStreams.stream(COMPONENT, "states"),
        randomStreams.stream(COMPONENT, "arrivals"));
  }

  @Override
  public double typicalSeconds() {
    double arrivals = 0;
    double seconds = 0;
    for (State state : states) {
      arrivals += state.ratePerSecond() * state.dwellSeconds();
      seconds += state.dwellSeconds();
    }
    return seconds / arrivals;
  }

  @Override
  public ArrivalProcess faster(double factor) {
    return new ModulatedArrivals(
        states.stream()
            .map(state -> new State(state.ratePerSecond() * factor, state.dwellSeconds()))
            .toList());
  }

  private static final class Course implements Gaps {
    private final List<State> states;
    private final RandomStream changes;
    private final RateClock clock;
    private int current;
    private double leftSeconds;

    Course(List<State> states, RandomStream changes, RandomStream arrivals) {
      this.states = states;
      this.changes = changes;
      clock = new RateClock(arrivals);
      leftSeconds = changes.exponential(states.get(0).dwellSeconds());
    }

    @Override
    public long nextNanos() {
      clock.begin();
      while (!clock.arrivesWithin(states.get(current).ratePerSecond(), leftSeconds)) {
        int other = (int) (changes.nextDouble() * (states.size() - 1));
        current = other < current ? other : other + 1;
        leftSeconds = changes.exponential(states.get(current).dwellSeconds());
      }
      leftSeconds -= clock.sinceChangeSeconds();
      return clock.gapNanos();
    }
  }
}
