package io.towtank.reports.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BandTest {
  @Test
  void keepsAValueUntilTheNextPoint() {
    Band band = Band.ofSteps(List.of(curve(0, 0.2, 10, 0.6), curve(0, 0.4, 5, 0.8, 10, 0.8)));

    assertThat(yAt(band.mean(), 4.5)).isCloseTo(0.3, within(1e-12));
    assertThat(yAt(band.mean(), 5)).isCloseTo(0.5, within(1e-12));
    assertThat(yAt(band.mean(), 10)).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void isAsWideAsStudentsIntervalOfThreeSeeds() {
    Band band = Band.ofSteps(List.of(curve(0, 1, 1, 1), curve(0, 2, 1, 2), curve(0, 3, 1, 3)));

    // t(0.975, 2) = 4.302653, s = 1, n = 3.
    double half = 4.302653 / StrictMath.sqrt(3);
    assertThat(band.replications()).isEqualTo(3);
    assertThat(band.low().y(0)).isCloseTo(2 - half, within(1e-6));
    assertThat(band.high().y(0)).isCloseTo(2 + half, within(1e-6));
  }

  @Test
  void endsWhereTheFirstOfThemEnds() {
    Band band = Band.ofSteps(List.of(curve(2, 0, 8, 1), curve(0, 0, 6, 1)));

    assertThat(band.mean().x(0)).isEqualTo(2);
    assertThat(band.mean().x(band.mean().size() - 1)).isEqualTo(6);
  }

  @Test
  void isEmptyWhereTheyShareNoX() {
    assertThat(Band.ofSteps(List.of(curve(0, 0, 1, 1), curve(2, 0, 3, 1))).mean().size()).isZero();
  }

  @Test
  void ofOneCurveIsThatCurve() {
    Curve only = curve(0, 1, 1, 2);

    Band band = Band.ofSteps(List.of(only));

    assertThat(band.mean()).isSameAs(only);
    assertThat(band.replications()).isEqualTo(1);
  }

  @Test
  void ofDemandStandsWhereAllHaveAValue() {
    Band band =
        Band.ofDemand(
            List.of(
                new DemandCurve(new TreeMap<>(Map.of(10, 1000L, 20, 1900L))),
                new DemandCurve(new TreeMap<>(Map.of(10, 1000L, 30, 2900L)))));

    assertThat(band.mean().size()).isEqualTo(1);
    assertThat(band.mean().x(0)).isEqualTo(0.1);
    assertThat(band.mean().y(0)).isCloseTo(0.1, within(1e-12));
    assertThat(band.low().y(0)).isEqualTo(band.high().y(0));
  }

  private static double yAt(Curve curve, double x) {
    for (int i = 0; i < curve.size(); i++) {
      if (curve.x(i) == x) {
        return curve.y(i);
      }
    }
    throw new AssertionError("no point at " + x);
  }

  private static Curve curve(double... points) {
    Curve curve = new Curve(points.length / 2);
    for (int i = 0; i < points.length; i += 2) {
      curve.add(points[i], points[i + 1]);
    }
    return curve;
  }
}
