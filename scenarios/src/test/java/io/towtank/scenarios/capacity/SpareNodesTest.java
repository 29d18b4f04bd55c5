package io.towtank.scenarios.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.whatif.EvictedPod;
import io.towtank.scenarios.whatif.RandomCluster;
import io.towtank.scenarios.whatif.Removal;
import io.towtank.scenarios.whatif.RemovalOutcome;
import io.towtank.scenarios.whatif.WhatIf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpareNodesTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void agreesWithRemovalsAndItsBounds(long seed) throws IOException {
    RandomCluster cluster = new RandomCluster(seed, true);
    Path file = cluster.write(directory.resolve("cluster.yaml"), List.of());
    ClusterState state =
        ClusterState.ofSnapshot(
            ScenarioLoader.loadSnapshot(file.toString(), List.of()),
            new RunOptions(null, null, false, false));
    SpareNodes spare = new SpareNodes(state);

    SpareNodes.AnyChoice any = spare.anyChoice(1000);

    WhatIf.Trials trials = new WhatIf(state, true).trials();
    boolean eachIsSafe =
        cluster.nodeNames().stream()
            .noneMatch(name -> leavesPending(trials.of(new Removal(name, List.of(name)))));
    assertThat(any.nodes() >= 1).isEqualTo(eachIsSafe);
    assertThat(any.isExact()).isTrue();
    assertThat(any.counterexample()).hasSize(any.nodes() + 1);
    assertThat(leavesPending(trials.of(new Removal("worst", any.counterexample())))).isTrue();
    assertThat(any.nodes()).isLessThanOrEqualTo(spare.largestFirst());
    assertThat(spare.largestFirst()).isLessThanOrEqualTo(spare.upperBound());
    for (int number = 1; number <= 5; number++) {
      assertThat(spare.randomOrder(number)).isBetween(any.nodes(), spare.upperBound());
    }
  }

  private static boolean leavesPending(RemovalOutcome outcome) {
    return outcome.evicted().stream().anyMatch(EvictedPod::isPending)
        || outcome.preempted().stream().anyMatch(EvictedPod::isPending);
  }
}
