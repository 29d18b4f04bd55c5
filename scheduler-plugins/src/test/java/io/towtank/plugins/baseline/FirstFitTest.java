package io.towtank.plugins.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.plugins.FakeCluster;
import io.towtank.plugins.Pods;
import org.junit.jupiter.api.Test;

class FirstFitTest {
  @Test
  void takesTheFirstNode() {
    FakeCluster cluster = new FakeCluster();
    for (String name : new String[] {"a", "b", "c"}) {
      cluster.add(FakeCluster.node(name, 1000, 1000));
    }

    assertThat(cluster.scores(new FirstFit(), Pods.requesting(1, 1))).containsExactly(100, 0, 0);
  }
}
