package com.example.towtank;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin from outside works by its name alone, as the README says. */
class PowerSaverTest {
  private static final String CLUSTER_AND_PODS =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: power-saver}
      cluster:
        nodes: [{name: worker, count: 10, capacity: {cpu: "8", memory: 32Gi}}]
      workload:
        replay: arrival-only
        generate: {pods: 20, templates: [{name: web, requests: {cpu: "1", memory: 1Gi}}]}
      """;

  @TempDir private Path directory;

  @Test
  void itUsesFewerNodesThanKubernetesDefault() throws IOException {
    String powerSaver =
        """
        scheduler:
          profile:
            plugins:
              - {name: PrioritySort}
              - {name: NodeResourcesFit, points: [filter]}
              - {name: PowerSaver, args: {bonus: 100}}
              - {name: DefaultBinder}
        """;
    assertThat(run("").nodes().inUseEnd()).isEqualTo(10);
    assertThat(run(powerSaver).nodes().inUseEnd()).isEqualTo(3);
  }

  private RunSummary run(String scheduler) throws IOException {
    Path file = directory.resolve("scenario.yaml");
    Files.writeString(file, CLUSTER_AND_PODS + scheduler);
    return ScenarioRunner.run(
        ScenarioLoader.load(file.toString()),
        new RunOptions(null, null, false, false),
        RunRecorder.NONE,
        Progress.NONE);
  }
}
