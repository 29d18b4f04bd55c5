package io.towtank.scenarios.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoveringTest {
  private static final int MAX = 12;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @Test
  void takesTheTypeThatGivesMostForItsPrice() {
    // 100 to cover: 10 for 3, or 25 for 5.
    Covering.Relaxed relaxed =
        Covering.relax(
            List.of(new Covering.Row("cpu", new long[] {10, 25}, 100)),
            new long[] {3, 5},
            new int[] {MAX, MAX});

    assertThat(relaxed.cost()).isBetween(20 * (1 - 1e-8), 20.0);
    assertThat(relaxed.nodes()).containsExactly(0.0, 4.0);
  }

  @Test
  void noMoreThanThereAre() {
    // Of the better type there are two: the other 50 cost 15.
    Covering.Relaxed relaxed =
        Covering.relax(
            List.of(new Covering.Row("cpu", new long[] {10, 25}, 100)),
            new long[] {3, 5},
            new int[] {MAX, 2});

    assertThat(relaxed.cost()).isBetween(25 * (1 - 1e-8), 25.0);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isNeverAboveTheCheapestWholeNodes(long seed) {
    RandomStream random = new RandomStreams(seed).stream("test", "covering");
    int types = 2 + random.nextInt(2);
    long[] prices = new long[types];
    int[] max = new int[types];
    for (int i = 0; i < types; i++) {
      prices[i] = random.nextInt(50);
      max[i] = 3 + random.nextInt(MAX - 3);
    }
    List<Covering.Row> rows = new ArrayList<>();
    for (int r = 0; r < 1 + random.nextInt(5); r++) {
      long[] amounts = new long[types];
      for (int i = 0; i < types; i++) {
        amounts[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000);
      }
      rows.add(new Covering.Row("row " + r, amounts, 1 + random.nextInt(3_000_000)));
    }
    double cheapest = Double.POSITIVE_INFINITY;
    int[] counts = new int[types];
    boolean more = true;
    while (more) {
      if (Covering.isMet(rows, counts)) {
        double cost = 0;
        for (int i = 0; i < types; i++) {
          cost += prices[i] * counts[i];
        }
        cheapest = Math.min(cheapest, cost);
      }
      more = advance(counts, max);
    }

    assertThat(Covering.relax(rows, prices, max).cost()).isLessThanOrEqualTo(cheapest);
  }

  private static boolean advance(int[] counts, int[] max) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < max[i]) {
        counts[i]++;
        return true;
      }
      counts[i] = 0;
    }
    return false;
  }
}
