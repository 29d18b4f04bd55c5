package io.towtank.workloads.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SketchTest {
  @Test
  void fewValuesAreKnownExactly() {
    Sketch sketch = new Sketch();
    for (long value : new long[] {40, 10, 30, 20}) {
      sketch.add(value);
    }

    assertThat(sketch.isExact()).isTrue();
    assertThat(sketch.count()).isEqualTo(4);
    assertThat(sketch.mean()).isEqualTo(25);
    assertThat(sketch.standardDeviation()).isEqualTo(Math.sqrt(125), within(1e-12));
    assertThat(sketch.quantile(0)).isEqualTo(10);
    assertThat(sketch.quantile(0.25)).isEqualTo(10);
    assertThat(sketch.quantile(0.5)).isEqualTo(20);
    assertThat(sketch.quantile(0.51)).isEqualTo(30);
    assertThat(sketch.quantile(1)).isEqualTo(40);
    assertThat(sketch.cumulative(29)).isEqualTo(0.5);
  }

  @Test
  void manyValuesAreKnownToThreeDigits() {
    RandomStream draws = new RandomStreams(1).stream("test", "sketch");
    Sketch sketch = new Sketch();
    long[] values = new long[300_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) (1e9 * draws.exponential(1e4));
      sketch.add(values[i]);
    }
    Arrays.sort(values);

    assertThat(sketch.isExact()).isFalse();
    for (double part : new double[] {0.01, 0.5, 0.9, 0.999}) {
      double exact = values[(int) Math.ceil(part * values.length) - 1];
      assertThat((double) sketch.quantile(part)).isEqualTo(exact, within(0.001 * exact));
    }
  }

  @Test
  void theDistanceIsThatOfTheStepFunctions() {
    Sketch one = new Sketch();
    Sketch other = new Sketch();
    for (long value = 1; value <= 10; value++) {
      one.add(value);
      other.add(value + 3);
    }

    assertThat(Sketch.distance(one, other)).isEqualTo(0.3, within(1e-12));
    assertThat(Sketch.distance(one, one)).isZero();
  }
}
