package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeOrderTest {
  private static final Pod POD = Pod.builder("a", PodSpec.builder().build()).build();

  @ParameterizedTest
  @CsvSource({
    "1, 10, 1000000000",
    "2, 1000000, 1000000000",
    "3, 100, 1000000",
    "4, 1000000000000, 1000",
    "5, 50, 1",
    "6, 9000000000000000000, 1"
  })
  void rowsOfOneTimeKeepTheirOrder(long seed, long values, long unit) {
    Random random = new Random(seed);
    List<PodBatch> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      rows.add(new PodBatch((random.nextLong() >>> 1) % values * unit, POD, 1));
    }

    assertThat(TimeOrder.of(rows))
        .containsExactly(
            IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparing(place -> rows.get(place).timeNanos()))
                .mapToInt(place -> place)
                .toArray());
  }

  @Test
  void noneAndOneAreInOrder() {
    assertThat(TimeOrder.of(List.of())).isEmpty();
    assertThat(TimeOrder.of(List.of(new PodBatch(Long.MAX_VALUE, POD, 1)))).containsExactly(0);
  }

  @Test
  void whatIsHeldIsAShareOfTheHeapWithinBounds() {
    assertThat(Arrivals.reorderRows(128L << 20)).isEqualTo(65_536);
    assertThat(Arrivals.reorderRows(2L << 30)).isEqualTo(262_144);
    assertThat(Arrivals.reorderRows(1L << 40)).isEqualTo(1_048_576);
  }
}
