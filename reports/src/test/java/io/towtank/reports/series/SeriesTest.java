package io.towtank.reports.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
  private static final SeriesSchema SCHEMA =
      new SeriesSchema(
          List.of(
              new SeriesSchema.Column("a", "count", "a saw"),
              new SeriesSchema.Column("b", "ratio", "demand")));

  @Test
  void keepsFewSamplesAsTheyAre() {
    Series series = new Series(SCHEMA);
    series.add(new SeriesSample(0, new double[] {1, 0.1}));
    series.add(new SeriesSample(2_000_000_000L, new double[] {3, 0.2}));

    Curve curve = series.overTime(0);
    assertThat(curve.size()).isEqualTo(2);
    assertThat(curve.x(1)).isEqualTo(2);
    assertThat(curve.y(1)).isEqualTo(3);
    assertThat(series.over(1, 0).x(1)).isEqualTo(0.2);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 1000, 5003, 100_000})
  void staysBoundedAndKeepsPeaks(int samples) {
    Series series = new Series(SCHEMA, 16);
    for (int i = 0; i < samples; i++) {
      double peak = i == samples / 3 ? 1000 : i == samples / 2 ? -1000 : i % 7;
      series.add(new SeriesSample(i, new double[] {peak, i}));
    }

    Curve curve = series.overTime(0);
    assertThat(curve.size()).isLessThanOrEqualTo(32);
    assertThat(ys(curve)).contains(1000.0, -1000.0);
    assertThat(series.max(0)).isEqualTo(1000);
    assertThat(series.samples()).isEqualTo(samples);
    for (int i = 1; i < curve.size(); i++) {
      assertThat(curve.x(i)).isGreaterThanOrEqualTo(curve.x(i - 1));
    }
    assertThat(series.over(1, 0).x(series.over(1, 0).size() - 1)).isEqualTo(samples - 1.0);
  }

  @Test
  void reducesACurveToItsExtremes() {
    Curve curve = new Curve(1);
    for (int i = 0; i < 10_000; i++) {
      curve.add(i, i == 5000 ? 99 : i % 2);
    }

    Curve reduced = curve.reduced(100);

    assertThat(reduced.size()).isLessThanOrEqualTo(404);
    assertThat(ys(reduced)).contains(99.0, 0.0, 1.0);
    assertThat(reduced.x(reduced.size() - 1)).isEqualTo(9999);
  }

  @Test
  void drawsWaitsAsAStaircase() {
    WaitTimes waits = new WaitTimes();
    waits.add(0);
    waits.add(0);
    waits.add(1_000_000_000L);
    waits.add(1_000_000_000L);

    Curve curve = waits.distribution();

    assertThat(ys(curve)).containsExactly(0.0, 0.5, 0.5, 1.0);
    assertThat(curve.x(0)).isZero();
    assertThat(curve.x(3)).isBetween(0.999, 1.001);
    assertThat(waits.minAboveZeroSeconds()).isBetween(0.999, 1.001);
  }

  private static List<Double> ys(Curve curve) {
    return IntStream.range(0, curve.size()).mapToObj(curve::y).toList();
  }
}
