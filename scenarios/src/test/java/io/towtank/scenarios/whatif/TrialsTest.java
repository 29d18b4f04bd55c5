package io.towtank.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials on clusters made at random. */
class TrialsTest {
  @TempDir private Path directory;

  private static RunOptions with(EngineKind engine) {
    return new RunOptions(null, null, null, false, false, engine);
  }

  private static WhatIf whatIf(Path file, EngineKind engine, String... overrides) {
    Scenario scenario = ScenarioLoader.loadSnapshot(file.toString(), List.of(overrides));
    return new WhatIf(ClusterState.ofSnapshot(scenario, with(engine)), false);
  }

  /** Each node, and pairs of nodes. */
  private static List<Removal> removals(RandomCluster cluster) {
    List<String> names = cluster.nodeNames();
    List<Removal> removals = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      removals.add(new Removal("one", List.of(names.get(i))));
      removals.add(new Removal("two", List.of(names.get(i), names.get((i + 3) % names.size()))));
    }
    return removals;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void aTrialLeavesTheClusterAsItWas(long seed) throws IOException {
    RandomCluster cluster = new RandomCluster(seed, true);
    Path file = cluster.write(directory.resolve("cluster.yaml"), List.of());
    for (EngineKind engine : EngineKind.values()) {
      WhatIf whatIf = whatIf(file, engine);
      WhatIf.Trials usedAgain = whatIf.trials();
      for (int round = 0; round < 2; round++) {
        for (Removal removal : removals(cluster)) {
          assertThat(usedAgain.of(removal))
              .as("seed %d, %s, %s", seed, engine, removal)
              .isEqualTo(whatIf.trials().of(removal));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"next-fit", "random", "best-fit"})
  void pluginsThatRememberBeginAnew(String policy) throws IOException {
    RandomCluster cluster = new RandomCluster(3, true);
    Path file = cluster.write(directory.resolve("cluster.yaml"), List.of());
    Scenario scenario = ScenarioLoader.loadSnapshot(file.toString(), List.of());
    RunOptions options = new RunOptions(policy, null, false, false);
    WhatIf whatIf = new WhatIf(ClusterState.ofSnapshot(scenario, options), false);
    WhatIf.Trials usedAgain = whatIf.trials();
    for (Removal removal : removals(cluster)) {
      assertThat(usedAgain.of(removal)).isEqualTo(whatIf.trials().of(removal));
    }
  }

  @Test
  void thePluginsThatAreKnownToRepeatThemselvesAreThere() {
    assertThat(PluginRegistry.load().all().stream().map(PluginFactory::name))
        .containsAll(RepeatablePlugins.NAMES);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void bothEnginesSayTheSame(long seed) throws IOException {
    RandomCluster cluster = new RandomCluster(seed, true);
    Path file = cluster.write(directory.resolve("cluster.yaml"), List.of());
    WhatIf.Trials fast = whatIf(file, EngineKind.FAST).trials();
    WhatIf.Trials reference = whatIf(file, EngineKind.REFERENCE).trials();
    for (Removal removal : removals(cluster)) {
      assertThat(fast.of(removal)).isEqualTo(reference.of(removal));
    }
  }

  @Test
  void theClustersAreWorthTrying() throws IOException {
    int pending = 0;
    int moved = 0;
    int preempted = 0;
    for (long seed = 1; seed <= 12; seed++) {
      RandomCluster cluster = new RandomCluster(seed, true);
      Path file = cluster.write(directory.resolve("cluster.yaml"), List.of());
      WhatIf.Trials trials = whatIf(file, EngineKind.FAST).trials();
      for (Removal removal : removals(cluster)) {
        RemovalOutcome outcome = trials.of(removal);
        long stay = outcome.evicted().stream().filter(EvictedPod::isPending).count();
        pending += (int) stay;
        moved += outcome.evicted().size() - (int) stay;
        preempted += outcome.preempted().size();
      }
    }
    assertThat(List.of(pending, moved, preempted)).allMatch(count -> count >= 50);
  }

  /** What becomes of pods, by name: a node, or why there is none. */
  private static final class Placements implements RunRecorder {
    private final SortedMap<String, String> byPod = new TreeMap<>();

    @Override
    public void pod(PodRow row) {
      byPod.put(
          row.namespace() + "/" + row.name(), row.node().isEmpty() ? row.reason() : row.node());
    }
  }

  /** Nobody is preempted here: in a run of a snapshot victims would not come back. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void podsGoWhereAWholeRunWithoutTheNodesPutsThem(long seed) throws IOException {
    RandomCluster cluster = new RandomCluster(seed, false);
    Path file = cluster.write(directory.resolve("cluster.yaml"), List.of());
    WhatIf.Trials trials = whatIf(file, EngineKind.FAST, "scheduler.ties=first").trials();
    for (Removal removal : removals(cluster)) {
      RemovalOutcome outcome = trials.of(removal);

      Path rest = cluster.write(directory.resolve("rest.yaml"), removal.nodes());
      Placements placements = new Placements();
      ScenarioRunner.run(
          ScenarioLoader.loadSnapshot(
              rest.toString(), List.of("scheduler.ties=first", "horizon=10m")),
          with(EngineKind.FAST),
          placements,
          Progress.NONE);

      SortedMap<String, String> expected = new TreeMap<>();
      SortedMap<String, String> found = new TreeMap<>();
      for (EvictedPod pod : outcome.evicted()) {
        expected.put(pod.pod(), placements.byPod.get(pod.pod()));
        found.put(pod.pod(), String.valueOf(pod.isPending() ? pod.message() : pod.to()));
      }
      assertThat(found).as("seed %d, %s", seed, removal).isEqualTo(expected);
    }
  }
}
