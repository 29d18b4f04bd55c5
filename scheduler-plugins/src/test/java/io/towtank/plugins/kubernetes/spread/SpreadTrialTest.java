package io.towtank.plugins.kubernetes.spread;

import static io.towtank.plugins.kubernetes.spread.SpreadCluster.HARD;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.spread;
import static io.towtank.plugins.kubernetes.spread.SpreadCluster.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Pod;
import io.towtank.plugins.FakeNode;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What trials say is what counting anew would say. */
class SpreadTrialTest {
  private static final int STEPS = 40;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void trialsOnRandomNodesAgreeWithANewCount(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SpreadCluster cluster = new SpreadCluster();
    PodTopologySpread plugin = cluster.plugin(Map.of());
    List<FakeNode> nodes = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      String zone = random.nextInt(5) == 0 ? "" : " zone=" + random.nextInt(3);
      nodes.add(cluster.node("n" + n, "host=" + n + zone, "app=web"));
    }
    Pod pod = web(spread(HARD, 1, "zone"), spread(HARD, 2, "host"));
    PodInfo info = cluster.info(pod);
    CycleState trial = cluster.preFiltered(plugin, pod).copy();

    for (int step = 0; step < STEPS; step++) {
      FakeNode node = nodes.get(random.nextInt(nodes.size()));
      if (node.pods().isEmpty() || random.nextInt(2) == 0) {
        Pod added = cluster.existing(random.nextInt(3) == 0 ? "app=db" : "app=web").build();
        node.holding(added);
        plugin.addPod(trial, info, cluster.info(added), node);
      } else {
        PodInfo removed = node.pods().remove(random.nextInt(node.pods().size()));
        plugin.removePod(trial, info, removed, node);
      }
      if (random.nextInt(4) == 0) {
        trial = trial.copy();
      }

      assertThat(cluster.feasible(plugin, pod, trial))
          .as("step %d", step)
          .isEqualTo(cluster.feasible(plugin, pod));
    }
  }
}
