package io.towtank.reports.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import io.towtank.record.SeriesSchema.Column;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemandSamplerTest {
  private static final SeriesSchema SCHEMA =
      new SeriesSchema(
          List.of(
              new Column("pods_arrived_count", "count", ""),
              new Column("example_com_fpga_arrived_ratio", "ratio", ""),
              new Column("example_com_fpga_allocated_ratio", "ratio", ""),
              new Column("example_com_fpga_fragmented_ratio", "ratio", "")));

  private final DemandSampler sampler = new DemandSampler("example.com/fpga");

  private void add(double pods, double arrived, double allocated, double fragmented) {
    sampler.sample(
        new SeriesSample(
            Math.round(pods * 1e9), new double[] {pods, arrived, allocated, fragmented}));
  }

  @Test
  void meansOverTheArrivalsOfEachPercent() {
    sampler.series(SCHEMA);
    add(0, 0, 0, 0.5);
    add(1, 0.004, 0.004, 0.1);
    add(2, 0.0061, 0.0061, 0.12);
    add(3, 0.0139, 0.0100, 0.14);

    assertThat(sampler.allocation().hundredths()).isEqualTo(Map.of(0, 40L, 1, 80L));
    assertThat(sampler.fragmentation().hundredths()).isEqualTo(Map.of(0, 1000L, 1, 1300L));
    assertThat(sampler.allocation().percentAt(1)).isEqualTo(0.8);
  }

  @Test
  void halvesGoToTheEvenNeighbour() {
    sampler.series(SCHEMA);
    add(1, 1.285, 0.5, 0);
    add(2, 1.295, 0.5, 0);
    add(3, 1.305, 0.5001, 0);

    // 128.5 goes down, 129.5 up, 130.5 down; the mean at 130 is 50.005.
    assertThat(sampler.allocation().hundredths()).isEqualTo(Map.of(128, 5000L, 130, 5000L));
  }

  @Test
  void roundsEachArrivalBeforeTheMean() {
    sampler.series(SCHEMA);
    add(1, 1, 0.93126, 0);
    add(2, 1, 0.93126, 0);
    add(3, 1, 0.93114, 0);

    // 93.13, 93.13 and 93.11: the mean is 93.1233, not that of 93.126, 93.126 and 93.114.
    assertThat(sampler.allocation().percentAt(100)).isEqualTo(93.12);
  }

  @Test
  void whereTheMeanIsAnExactHalfTheSumDecides() {
    sampler.series(SCHEMA);
    // The mean of 80 arrivals is 90.605, the double nearest to which lies above; the sum does not.
    for (int i = 0; i < 40; i++) {
      add(2 * i + 1, 1, 0.9060, 0);
      add(2 * i + 2, 1, 0.9061, 0);
    }

    assertThat(sampler.allocation().percentAt(100)).isEqualTo(90.6);
  }

  @Test
  void aRunWithoutTheResourceHasNoCurve() {
    sampler.series(new SeriesSchema(List.of(new Column("pods_arrived_count", "count", ""))));
    sampler.sample(new SeriesSample(1, new double[] {1}));

    assertThat(sampler.allocation().hundredths()).isEmpty();
    assertThat(sampler.fragmentation().hundredths()).isEmpty();
    assertThatThrownBy(() -> sampler.allocation().percentAt(130)).hasMessageContaining("130 %");
  }
}
