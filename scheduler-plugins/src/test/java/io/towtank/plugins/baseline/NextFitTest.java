package io.towtank.plugins.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import io.towtank.scheduling.framework.CycleState;
import org.junit.jupiter.api.Test;

class NextFitTest {
  private final FakeCluster cluster = new FakeCluster();
  private final NextFit plugin = new NextFit();
  private final Pod pod = Pods.requesting(1, 1);

  @Test
  void staysWithTheLastNodeThenGoesRound() {
    for (String name : new String[] {"a", "b", "c"}) {
      cluster.add(FakeCluster.node(name, 1000, 1000));
    }
    assertThat(cluster.scores(plugin, pod)).containsExactly(100, 0, 0);

    plugin.reserve(new CycleState(), cluster.info(pod), cluster.all().get(1));

    assertThat(cluster.scores(plugin, pod)).containsExactly(0, 100, 0);
    long[] order = cluster.rawScores(plugin, pod);
    assertThat(order[1]).isGreaterThan(order[2]);
    assertThat(order[2]).isGreaterThan(order[0]);
  }
}
