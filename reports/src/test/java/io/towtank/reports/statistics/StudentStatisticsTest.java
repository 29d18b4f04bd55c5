package io.towtank.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentStatisticsTest {
  private final Statistics statistics = Statistics.student();

  @Test
  void knowsTheIntervalOfFiveValues() {
    Estimate estimate = statistics.mean(new double[] {1, 2, 3, 4, 5});

    // t(0.975, 4) = 2.776445, s = sqrt(2.5)
    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.halfWidth()).isCloseTo(2.776445 * Math.sqrt(2.5 / 5), within(1e-6));
    assertThat(estimate.count()).isEqualTo(5);
  }

  @Test
  void hasNoIntervalForOneValue() {
    assertThat(statistics.mean(new double[] {7})).isEqualTo(new Estimate(7, 0, 1));
  }

  @Test
  void pairsBySeed() {
    double[] a = {10, 20, 30};
    double[] b = {9, 19, 29};

    Estimate difference = statistics.pairedDifference(a, b);

    assertThat(difference).isEqualTo(new Estimate(1, 0, 3));
    assertThat(difference.differsFromZero()).isTrue();
  }
}
