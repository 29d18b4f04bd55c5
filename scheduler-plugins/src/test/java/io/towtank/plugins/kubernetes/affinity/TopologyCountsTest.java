package io.towtank.plugins.kubernetes.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyCountsTest {
  private static final Labels A1 = Labels.of(Map.of("host", "a1", "zone", "a"));
  private static final Labels A2 = Labels.of(Map.of("host", "a2", "zone", "a"));
  private static final Labels NOWHERE = Labels.of("disk", "ssd");

  private final TopologyCounts counts = new TopologyCounts();

  @Test
  void countsForAllNodesOfATopology() {
    counts.add("zone", A1, 3);
    counts.add("host", A1, -5);
    counts.add("zone", NOWHERE, 7);

    assertThat(counts.total(A1)).isEqualTo(-2);
    assertThat(counts.total(A2)).isEqualTo(3);
    assertThat(counts.total(NOWHERE)).isZero();
    assertThat(counts.anyPositive(A2)).isTrue();
    assertThat(counts.anyPositive(NOWHERE)).isFalse();
    assertThat(counts.get("host", "a1")).isEqualTo(-5);
    assertThat(counts.get("rack", "1")).isZero();
  }

  @Test
  void isEmptyAgainOnceAllIsTakenAway() {
    counts.add("zone", A1, 1);
    counts.add("zone", A2, 1);
    TopologyCounts copy = counts.copy();
    copy.add("zone", A1, -2);

    assertThat(copy.isEmpty()).isTrue();
    assertThat(counts.isEmpty()).isFalse();
    assertThat(copy.copy().anyPositive(A1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aCopyCountsAsOneThatWasCountedFromTheStart(long seed) {
    Random random = new Random(seed);
    List<TopologyCounts> generations = new ArrayList<>(List.of(counts));
    TopologyCounts plain = new TopologyCounts();
    for (int step = 0; step < 200; step++) {
      TopologyCounts youngest = generations.get(generations.size() - 1);
      if (random.nextInt(50) == 0) {
        youngest = youngest.copy();
        generations.add(youngest);
      }
      String key = random.nextBoolean() ? "zone" : "rack";
      Labels node = Labels.of(key, "v" + random.nextInt(3));
      long amount = random.nextInt(5) - 2L;
      youngest.add(key, node, amount);
      plain.add(key, node, amount);

      assertThat(youngest.total(node)).isEqualTo(plain.total(node));
      assertThat(youngest.anyPositive(node)).isEqualTo(plain.anyPositive(node));
      assertThat(youngest.isEmpty()).isEqualTo(plain.isEmpty());
    }
    assertThat(generations).hasSizeGreaterThan(1);
  }
}
