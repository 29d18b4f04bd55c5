package io.towtank.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.record.Distribution;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SumsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aWideSumIsExact(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "products");
    WideSum sum = new WideSum();
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 1_000; i++) {
      long a = random.nextLong() >>> random.nextInt(60) >>> 1;
      long b = random.nextLong() >>> random.nextInt(60) >>> 1;
      sum.addProduct(a, b);
      expected = expected.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
      assertThat(sum.toDouble())
          .isCloseTo(expected.doubleValue(), within(expected.doubleValue() * 1e-15));
    }
    assertThat(sum.saturated()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aWideSumComesBackFromBeyondLong() {
    WideSum sum = new WideSum();
    sum.add(Long.MAX_VALUE);
    sum.add(Long.MAX_VALUE);
    assertThat(sum.saturated()).isEqualTo(Long.MAX_VALUE);

    sum.add(-Long.MAX_VALUE);
    sum.add(-Long.MAX_VALUE);
    sum.add(-7);
    assertThat(sum.saturated()).isEqualTo(-7);
    assertThat(sum.toDouble()).isEqualTo(-7);
  }

  @Test
  void aCompensatedSumDoesNotDrift() {
    CompensatedSum sum = new CompensatedSum();
    sum.add(1e16);
    for (int i = 0; i < 1_000; i++) {
      sum.add(0.1);
    }
    sum.add(-1e16);

    assertThat(sum.value()).isCloseTo(100, within(1e-9));
  }

  @Test
  void fewValuesGiveExactPercentilesByNearestRank() {
    ValueDistribution values = new ValueDistribution();
    for (long value = 10; value >= 1; value--) {
      values.add(value * 2_000);
    }

    assertThat(values.toDistribution(1_000)).isEqualTo(new Distribution(10, 11, 10, 18, 20, 20));
    values.add(1_000);
    assertThat(values.toDistribution(1_000).p50()).as("after another value").isEqualTo(10);
  }

  @Test
  void manyValuesGivePercentilesToThreeDigits() {
    ValueDistribution values = new ValueDistribution();
    int count = 200_000;
    for (long value = 1; value <= count; value++) {
      values.add(value * 1_000_000);
    }

    Distribution all = values.toDistribution(1_000_000);
    assertThat(all.count()).isEqualTo(count);
    assertThat(all.mean()).isEqualTo(100_000.5);
    assertThat(all.p50()).isBetween(100_000.0, 100_100.0);
    assertThat(all.p90()).isBetween(180_000.0, 180_180.0);
    assertThat(all.p99()).isBetween(198_000.0, 198_198.0);
    assertThat(all.max()).isEqualTo(200_000);
  }

  @Test
  void noValuesGiveNoNaN() {
    assertThat(new ValueDistribution().toDistribution(1)).isEqualTo(Distribution.NONE);
    assertThatThrownBy(() -> new ValueDistribution().add(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreItemsCannotBeTakenAwayThanThereAre() {
    SizeCounts sizes = new SizeCounts();
    sizes.add(5, 2);
    sizes.remove(5, 2);

    assertThat(sizes.asMap()).isEmpty();
    assertThatThrownBy(() -> sizes.remove(5, 1)).isInstanceOf(IllegalStateException.class);
  }
}
