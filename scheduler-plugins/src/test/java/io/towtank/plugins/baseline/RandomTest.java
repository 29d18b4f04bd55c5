package io.towtank.plugins.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.CycleState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomTest {
  private static final int NODES = 10;

  private final FakeCluster cluster = new FakeCluster();

  private Random create() {
    return cluster.create(Random.class, new Random.Factory(), Map.of());
  }

  @Test
  void everyNodeHasTheSameChance() {
    for (int i = 0; i < NODES; i++) {
      cluster.add(FakeCluster.node("node-" + i, 1000, 1000));
    }
    Random plugin = create();
    int[] wins = new int[NODES];
    for (int attempt = 0; attempt < 2000; attempt++) {
      long[] scores = cluster.scores(plugin, Pods.requesting(1, 1));
      for (int i = 0; i < NODES; i++) {
        wins[i] += scores[i] == 100 ? 1 : 0;
      }
    }

    // 200 expected, five standard deviations (13.4 each) to either side
    for (int win : wins) {
      assertThat(win).isBetween(133, 267);
    }
  }

  @Test
  void scoresDoNotDependOnTheOrderOfTheCalls() {
    cluster.add(FakeCluster.node("a", 1000, 1000));
    cluster.add(FakeCluster.node("b", 1000, 1000));
    var pod = cluster.info(Pods.requesting(1, 1));
    Random forwards = create();
    Random backwards = create();
    CycleState state = new CycleState();
    forwards.preScore(state, pod, List.of());
    backwards.preScore(state, pod, List.of());

    long first = forwards.score(state, pod, cluster.all().get(0));
    backwards.score(state, pod, cluster.all().get(1));

    assertThat(backwards.score(state, pod, cluster.all().get(0))).isEqualTo(first);
    assertThat(forwards.score(state, pod, cluster.all().get(1))).isNotEqualTo(first);
  }
}
