package io.towtank.scheduling.engine;

import static io.towtank.scheduling.testing.Objects.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.framework.NodeInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TieBreakerTest {
  private static List<NodeInfo> ties(int count) {
    ClusterCache cache = new ClusterCache(new ResourceIndex());
    for (int i = 0; i < count; i++) {
      cache.addNode(node("n" + i, 1));
    }
    return new ArrayList<>(cache.all());
  }

  @ParameterizedTest
  @CsvSource({
    // ties, 99.9 % quantile of chi-square with (ties - 1) degrees of freedom
    "2, 10.828",
    "3, 13.816",
    "7, 22.458",
    "16, 37.697",
  })
  void randomChoiceIsUniform(int count, double quantile) {
    TieBreaker tieBreaker = TieBreaker.random(new RandomStreams(42).stream("scheduler", "ties"));
    List<NodeInfo> ties = ties(count);
    int draws = 20_000;
    int[] chosen = new int[count];
    for (int i = 0; i < draws; i++) {
      chosen[tieBreaker.choose(ties)]++;
    }

    double expected = (double) draws / count;
    double chiSquare = 0;
    for (int times : chosen) {
      chiSquare += (times - expected) * (times - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(quantile);
  }

  @ParameterizedTest
  @CsvSource({"1", "5"})
  void firstIsTheFirst(int count) {
    assertThat(TieBreaker.FIRST.choose(ties(count))).isZero();
  }
}
