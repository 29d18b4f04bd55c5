package io.towtank.workloads.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStreams;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.distribution.Exponential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArrivalProcessTest {
  private static final double HOUR = 3600;
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private static final ArrivalProcess POISSON = new RenewalArrivals(new Exponential(10));
  private static final ArrivalProcess MODULATED =
      new ModulatedArrivals(
          List.of(new ModulatedArrivals.State(0.3, 600), new ModulatedArrivals.State(0.02, 1500)));
  private static final ArrivalProcess BURSTY = new BurstyArrivals(10, 20, 0.8, 60);
  private static final ArrivalProcess CYCLIC =
      new CyclicArrivals(
          POISSON, WeeklyCycle.of(List.of(1.0, 3.0), Collections.nCopies(7, 1.0), 0));

  static Stream<ArrivalProcess> processes() {
    return Stream.of(POISSON, MODULATED, BURSTY, CYCLIC);
  }

  @ParameterizedTest
  @MethodSource("processes")
  void theMeanRateIsTheOneAskedFor(ArrivalProcess process) {
    int arrivals = times(process, 40 * 7 * 24 * HOUR).size();

    assertThat(40 * 7 * 24 * HOUR / arrivals)
        .isEqualTo(process.typicalSeconds(), within(0.04 * process.typicalSeconds()));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void fasterMeansThatMuchMoreInTheSameTime(ArrivalProcess process) {
    int once = times(process, 40 * 24 * HOUR).size();
    int thrice = times(process.faster(3), 40 * 24 * HOUR).size();

    assertThat(thrice).isBetween((int) (2.7 * once), (int) (3.3 * once));
    assertThat(process.faster(3).typicalSeconds())
        .isEqualTo(process.typicalSeconds() / 3, within(1e-9));
  }

  @Test
  void onlyAPoissonProcessIsAsEvenInLongStretchesAsInShortOnes() {
    assertThat(dispersion(POISSON, HOUR)).isBetween(0.7, 1.3);
    // Two states of rates r and s, mean dwell times of 10 and 25 minutes: counts of an hour
    // disperse
    // by 1 + 2 p q (r - s)² t (1 - (1 - e^-x) / x) / mean / (1/10 min + 1/25 min); by far above 1.
    assertThat(dispersion(MODULATED, HOUR)).isGreaterThan(20);
    // Self-similar: dispersion grows with time like t^(2 H - 1), by 24^0.6 = 6.7 from hours to
    // days.
    double hours = dispersion(BURSTY, HOUR);
    double days = dispersion(BURSTY, 24 * HOUR);
    assertThat(hours).isGreaterThan(2);
    assertThat(days / hours).isBetween(2.0, 15.0);
  }

  @Test
  void aCycleMovesArrivalsToItsBusyHours() {
    long afternoon =
        times(CYCLIC, 10 * 7 * 24 * HOUR).stream()
            .filter(time -> time % (24 * HOUR_NANOS) >= 12 * HOUR_NANOS)
            .count();
    int all = times(CYCLIC, 10 * 7 * 24 * HOUR).size();

    assertThat((double) afternoon / all).isEqualTo(0.75, within(0.005));
  }

  @Test
  void aCycleOfPausesLeavesThemEmpty() {
    ArrivalProcess weekdays =
        new CyclicArrivals(
            POISSON, WeeklyCycle.of(List.of(1.0), List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0), 0));

    assertThat(times(weekdays, 3 * 7 * 24 * HOUR))
        .hasSizeGreaterThan(100_000)
        .isSorted()
        .allMatch(time -> time % (7 * 24 * HOUR_NANOS) <= 5 * 24 * HOUR_NANOS);
  }

  @Test
  void aUserComesBackWhenTheJobHasEndedAndHeHasThought() {
    ArrivalProcess.Gaps gaps =
        new ClosedLoopArrivals(2, new Constant(10)).open(new RandomStreams(1));

    assertThat(gaps.nextNanos()).isEqualTo(10_000_000_000L);
    gaps.runs(5_000_000_000L);
    assertThat(gaps.nextNanos()).isZero();
    gaps.runs(-1);
    assertThat(gaps.nextNanos()).as("10 + 5 + 10 s").isEqualTo(15_000_000_000L);
    gaps.runs(-1);
    assertThat(gaps.nextNanos()).as("no user is left").isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aClosedLoopHasNoCycle() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CyclicArrivals(
                    new ClosedLoopArrivals(1, new Constant(1)),
                    WeeklyCycle.of(List.of(1.0), Collections.nCopies(7, 1.0), 0)))
        .withMessageContaining("found a closed loop");
  }

  /** Variance over mean of the counts of stretches of time. */
  private static double dispersion(ArrivalProcess process, double seconds) {
    int stretches = 200;
    double[] counts = new double[stretches];
    for (long time : times(process, stretches * seconds)) {
      counts[(int) Math.min(stretches - 1, time / 1e9 / seconds)]++;
    }
    double mean = 0;
    for (double count : counts) {
      mean += count / stretches;
    }
    double variance = 0;
    for (double count : counts) {
      variance += (count - mean) * (count - mean) / stretches;
    }
    return variance / mean;
  }

  private static List<Long> times(ArrivalProcess process, double spanSeconds) {
    ArrivalProcess.Gaps gaps = process.open(new RandomStreams(7));
    List<Long> times = new ArrayList<>();
    long time = gaps.nextNanos();
    while (time <= spanSeconds * 1e9) {
      times.add(time);
      time += gaps.nextNanos();
    }
    return times;
  }
}
