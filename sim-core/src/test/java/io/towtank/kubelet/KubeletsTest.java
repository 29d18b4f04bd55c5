package io.towtank.kubelet;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KubeletsTest {
  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);
  private final List<String> phases = new ArrayList<>();

  private void start(long startDelayNanos) {
    api.nodes().create(node("n1", 1000)).orThrow();
    new Kubelets(simulation, api, startDelayNanos);
    api.pods()
        .watch(
            "test",
            0,
            new Watcher<Pod>() {
              @Override
              public void onUpdate(Pod oldPod, Pod newPod) {
                if (oldPod.phase() != newPod.phase()) {
                  phases.add(simulation.now() / SECOND + " " + newPod.phase());
                }
              }
            });
  }

  private Pod bind(String name, long durationNanos) {
    Pod pod =
        api.pods().create(pod(name, 1).toBuilder().durationNanos(durationNanos).build()).orThrow();
    return api.bind(pod, "n1", List.of()).orThrow();
  }

  private Pod stored(String name) {
    Pod pod = api.pods().get("default/" + name);
    if (pod == null) {
      throw new AssertionError(name + " is gone");
    }
    return pod;
  }

  @Test
  void boundPodStartsAfterTheDelayAndRunsForItsDuration() {
    start(2 * SECOND);
    simulation.runUntil(SECOND);
    bind("a", 10 * SECOND);
    simulation.run();

    assertThat(phases).containsExactly("3 RUNNING", "13 SUCCEEDED");
    assertThat(stored("a").startedNanos()).isEqualTo(3 * SECOND);
    assertThat(stored("a").finishedNanos()).isEqualTo(13 * SECOND);
    assertThat(stored("a").isActiveOnNode()).isFalse();
  }

  @Test
  void withoutDelayThePodRunsAtOnce() {
    start(0);
    bind("a", 5 * SECOND);
    assertThat(stored("a").phase()).isEqualTo(PodPhase.RUNNING);
    simulation.run();

    assertThat(phases).containsExactly("0 RUNNING", "5 SUCCEEDED");
  }

  @Test
  void podOfZeroDurationRunsAndEndsAtOneInstant() {
    start(0);
    simulation.runUntil(7 * SECOND);
    bind("a", 0);
    simulation.run();

    assertThat(phases).containsExactly("7 RUNNING", "7 SUCCEEDED");
  }

  @Test
  void podWithoutDurationRunsForEver() {
    start(0);
    bind("a", Pod.NEVER);

    assertThat(simulation.pending()).isZero();
    assertThat(phases).containsExactly("0 RUNNING");
  }

  @Test
  void deletedPodIsForgottenWhileStartingAndWhileRunning() {
    start(2 * SECOND);
    bind("starting", 10 * SECOND);
    bind("running", 10 * SECOND);
    simulation.runUntil(SECOND);
    api.pods().delete("default/starting").orThrow();
    simulation.runUntil(5 * SECOND);
    api.pods().delete("default/running").orThrow();

    assertThat(simulation.pending()).isZero();
    assertThat(phases).containsExactly("2 RUNNING");
  }

  @Test
  void namesakeOfADeletedPodHasALifeOfItsOwn() {
    start(0);
    bind("a", 10 * SECOND);
    simulation.runUntil(4 * SECOND);
    api.pods().delete("default/a").orThrow();
    bind("a", 10 * SECOND);
    simulation.run();

    assertThat(phases).containsExactly("0 RUNNING", "4 RUNNING", "14 SUCCEEDED");
  }

  @Test
  void podThatFailsOtherwiseDoesNotSucceedLater() {
    start(0);
    bind("a", 10 * SECOND);
    api.pods().update("default/a", pod -> pod.toBuilder().phase(PodPhase.FAILED).build()).orThrow();
    simulation.run();

    assertThat(phases).containsExactly("0 RUNNING", "0 FAILED");
  }

  @Test
  void podsThatAreThereAlreadyAreTakenOver() {
    api.pods()
        .create(
            pod("runs", 1).toBuilder()
                .nodeName("n1")
                .phase(PodPhase.RUNNING)
                .durationNanos(3 * SECOND)
                .build())
        .orThrow();
    api.pods()
        .create(pod("waits", 1).toBuilder().nodeName("n1").durationNanos(3 * SECOND).build())
        .orThrow();
    start(SECOND);
    simulation.run();

    assertThat(phases).containsExactly("1 RUNNING", "3 SUCCEEDED", "4 SUCCEEDED");
  }

  @Test
  void delayMustNotBeNegative() {
    assertThatThrownBy(() -> new Kubelets(simulation, api, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative start delay: -1 ns");
  }

  @Test
  void podToldToEndGoesWhenItsGraceIsOver() {
    start(0);
    Pod pod = bind("a", 60 * SECOND);
    simulation.runUntil(10 * SECOND);
    api.deletePod(pod, 30 * SECOND).orThrow();
    simulation.runUntil(39 * SECOND);
    assertThat(stored("a").isTerminating()).isTrue();

    simulation.run();
    assertThat(api.pods().get("default/a")).isNull();
    assertThat(simulation.now()).isEqualTo(40 * SECOND);
  }

  @Test
  void secondRequestToEndCanOnlyShortenTheGrace() {
    start(0);
    Pod pod = bind("a", Pod.NEVER);
    api.deletePod(pod, 30 * SECOND).orThrow();
    simulation.runUntil(10 * SECOND);
    api.deletePod(pod, 60 * SECOND).orThrow();
    assertThat(stored("a").deletionGraceNanos()).isEqualTo(30 * SECOND);
    api.deletePod(pod, 5 * SECOND).orThrow();
    simulation.run();

    assertThat(simulation.now()).isEqualTo(15 * SECOND);
  }

  @Test
  void nobodyRunsPodsOnNodesThatAreGone() {
    start(0);
    api.nodes().delete("n1").orThrow();
    bind("a", 60 * SECOND);
    simulation.run();

    assertThat(phases).isEmpty();
  }
}
