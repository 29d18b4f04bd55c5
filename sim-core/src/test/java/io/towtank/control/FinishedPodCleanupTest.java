package io.towtank.control;

import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import org.junit.jupiter.api.Test;

final class FinishedPodCleanupTest {
  private final ApiServer api = new ApiServer(new Simulation(1));

  private void end(String key) {
    api.pods().update(key, pod -> pod.toBuilder().phase(PodPhase.SUCCEEDED).build()).orThrow();
  }

  @Test
  void endedPodsAreDeletedAndOthersAreNot() {
    new FinishedPodCleanup(api);
    api.pods().create(pod("ends", 1)).orThrow();
    api.pods().create(pod("stays", 1)).orThrow();
    api.pods().update("default/stays", pod -> pod.toBuilder().reason("x").build()).orThrow();
    end("default/ends");

    assertThat(api.pods().list()).extracting(Pod::name).containsExactly("stays");
  }

  @Test
  void namesakeThatAppearsInTheSameInstantIsLeftAlone() {
    api.pods()
        .watch(
            "recreator",
            0,
            new Watcher<Pod>() {
              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                if (newPod.reason().isEmpty()) {
                  api.pods()
                      .update(newPod.key(), pod -> pod.toBuilder().reason("seen").build())
                      .orThrow();
                }
              }

              @Override
              public void onDelete(Pod pod) {
                api.pods().create(pod("a", 1)).orThrow();
              }
            });
    new FinishedPodCleanup(api);
    long uid = api.pods().create(pod("a", 1)).orThrow().uid();
    end("default/a");

    assertThat(api.pods().list()).hasSize(1);
    assertThat(api.pods().list().iterator().next().uid()).isEqualTo(uid + 1);
  }
}
