package io.towtank.plugins.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorstFitTest {
  @Test
  void prefersWhatWouldHaveMostLeft() {
    FakeCluster cluster = new FakeCluster();
    WorstFit plugin = cluster.create(WorstFit.class, new WorstFit.Factory(), Map.of());
    cluster.add(FakeCluster.node("half", 1000, 1000)).holding(Pods.requesting(500, 500));
    cluster.add(FakeCluster.node("memory", 1000, 1000)).holding(Pods.requesting(0, 700));
    cluster.add(FakeCluster.node("empty", 1000, 1000));

    assertThat(cluster.rawScores(plugin, Pods.requesting(100, 100))).containsExactly(40, 55, 90);
    assertThat(cluster.scores(plugin, Pods.requesting(100, 100))).containsExactly(0, 30, 100);
  }
}
