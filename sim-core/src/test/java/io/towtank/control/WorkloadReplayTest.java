package io.towtank.control;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.api.ApiServer;
import io.towtank.kernel.Simulation;
import io.towtank.kernel.SimulationException;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodPhase;
import io.towtank.model.WorkflowTask;
import io.towtank.text.InputException;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WorkloadReplayTest {
  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);

  private static PodArrival arrival(long seconds, String name) {
    return new PodArrival(seconds * SECOND, pod(name, 1));
  }

  /** Counts how many arrivals were read. */
  private static final class Counting implements ArrivalStream {
    private final ArrivalStream stream;
    private int read;

    Counting(PodArrival... arrivals) {
      stream = ArrivalStream.of(List.of(arrivals));
    }

    @Override
    public @Nullable PodArrival next() throws IOException {
      read++;
      return stream.next();
    }
  }

  @Test
  void podsArriveInOrderAndAtTheirTime() {
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            ArrivalStream.of(
                List.of(arrival(0, "b"), arrival(3, "c"), arrival(3, "a"), arrival(9, "d"))));
    replay.start();
    simulation.run();

    assertThat(api.pods().list())
        .extracting(pod -> pod.name() + " " + pod.createdNanos() / SECOND)
        .containsExactly("b 0", "c 3", "a 3", "d 9");
    assertThat(replay.submitted()).isEqualTo(4);
    assertThat(replay.isExhausted()).isTrue();
  }

  @Test
  void whileTheApiTakesNoWritesTheClientTriesAgainAndTheOthersWait() {
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            ArrivalStream.of(
                List.of(arrival(1, "a"), arrival(2, "b"), arrival(4, "c"), arrival(200, "d"))));
    replay.start();
    api.setMode(ApiServer.Mode.READ_ONLY);
    simulation.runUntil(5 * SECOND);
    assertThat(replay.isExhausted()).isFalse();
    api.setMode(ApiServer.Mode.UP);
    simulation.runUntil(199 * SECOND);
    api.setMode(ApiServer.Mode.DOWN);
    simulation.runUntil(300 * SECOND);
    api.setMode(ApiServer.Mode.UP);
    simulation.run();

    // Tried after 0.8, 1.6, 3.2 s; then after 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30 s.
    assertThat(api.pods().list())
        .extracting(pod -> pod.name() + " " + pod.createdNanos() / (SECOND / 10))
        .containsExactly("a 66", "b 66", "c 66", "d 3104");
    assertThat(replay.submitted()).isEqualTo(4);
    assertThat(replay.isExhausted()).isTrue();
  }

  @Test
  void oneArrivalIsHeldAtATime() {
    Counting stream = new Counting(arrival(1, "a"), arrival(2, "b"), arrival(3, "c"));
    WorkloadReplay replay = new WorkloadReplay(simulation, api, stream);
    replay.start();
    assertThat(stream.read).isEqualTo(1);
    simulation.runUntil(SECOND);

    assertThat(stream.read).isEqualTo(2);
    assertThat(simulation.pending()).isEqualTo(1);
    assertThat(replay.isExhausted()).isFalse();
  }

  @Test
  void emptyWorkloadIsExhaustedAtOnce() {
    WorkloadReplay replay = new WorkloadReplay(simulation, api, ArrivalStream.of(List.of()));
    replay.start();

    assertThat(replay.isExhausted()).isTrue();
    assertThat(simulation.pending()).isZero();
  }

  @Test
  void timesMustNotGoBack() {
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation, api, ArrivalStream.of(List.of(arrival(5, "a"), arrival(4, "b"))));
    replay.start();

    assertThatThrownBy(simulation::run)
        .isInstanceOf(SimulationException.class)
        .cause()
        .isInstanceOf(InputException.class)
        .hasMessage(
            "workload: pod default/b arrives at 4000000000 ns, before the one ahead of it at"
                + " 5000000000 ns");
  }

  @Test
  void podThatTheApiRefusesIsAnErrorOfTheWorkload() {
    Pod homeless = pod("a", 1).toBuilder().namespace("nowhere").build();
    WorkloadReplay replay =
        new WorkloadReplay(simulation, api, ArrivalStream.of(List.of(new PodArrival(0, homeless))));
    replay.start();

    assertThatThrownBy(simulation::run)
        .cause()
        .isInstanceOf(InputException.class)
        .hasMessage(
            "workload: pod number 1 can't be created: Pod nowhere/a: namespace nowhere does not exist");
  }

  @Test
  void sourceThatCanNotBeReadIsAnErrorOfTheWorkload() {
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            () -> {
              throw new IOException("pods.csv, line 7: too short");
            });

    assertThatThrownBy(replay::start)
        .isInstanceOf(InputException.class)
        .hasMessage("workload: pods.csv, line 7: too short");
  }

  @Test
  void podsOfAWorkflowWaitForTheTasksBeforeTheirs() {
    WorkflowTask map = new WorkflowTask("w", "map", 2, List.of());
    WorkflowTask other = new WorkflowTask("w", "other", 1, List.of());
    WorkflowTask reduce = new WorkflowTask("w", "reduce", 1, List.of("map", "other", "lost"));
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            ArrivalStream.of(
                List.of(
                    new PodArrival(SECOND, pod("map-0", 1), map),
                    new PodArrival(SECOND, pod("map-1", 1), map),
                    new PodArrival(SECOND, pod("other", 1), other),
                    new PodArrival(SECOND, pod("reduce", 1), reduce),
                    arrival(2, "alone"))));
    replay.start();
    simulation.runUntil(5 * SECOND);
    assertThat(names()).containsExactly("map-0", "map-1", "other", "alone");
    assertThat(replay.held()).isEqualTo(1);

    succeed("map-0");
    succeed("other");
    simulation.runUntil(6 * SECOND);
    assertThat(replay.held()).isEqualTo(1);

    succeed("map-1");
    assertThat(replay.isExhausted()).isFalse();
    simulation.runUntil(7 * SECOND);
    assertThat(names()).containsExactly("map-0", "map-1", "other", "alone", "reduce");
    assertThat(replay.held()).isZero();
    assertThat(replay.isExhausted()).isTrue();
    assertThat(replay.submitted()).isEqualTo(5);
  }

  @Test
  void aTaskMayWaitAfterTheTasksBeforeIt() {
    WorkflowTask first = new WorkflowTask("w", "first", 1, List.of());
    WorkflowTask then = new WorkflowTask("w", "then", 1, List.of("first"), 3 * SECOND);
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            ArrivalStream.of(
                List.of(
                    new PodArrival(SECOND, pod("first", 1), first),
                    new PodArrival(SECOND, pod("then", 1), then))));
    replay.start();
    simulation.runUntil(5 * SECOND);
    succeed("first");
    simulation.runUntil(8 * SECOND - 1);
    assertThat(names()).containsExactly("first");
    assertThat(replay.isExhausted()).isFalse();

    simulation.runUntil(9 * SECOND);
    assertThat(names()).containsExactly("first", "then");
    assertThat(replay.isExhausted()).isTrue();
  }

  @Test
  void whatArrivesAfterTheEndOfATaskThatIsContinuedWaitsForTheDelayToo() {
    PodArrival first =
        new PodArrival(
            SECOND, pod("first", 1), new WorkflowTask("user", "1", 1, List.of(), 0, true));
    WorkflowTask then = new WorkflowTask("user", "2", 2, List.of("1"), 6 * SECOND, true);
    WorkflowTask last = new WorkflowTask("user", "3", 1, List.of("2"), 2 * SECOND, true);
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            ArrivalStream.of(
                List.of(
                    first,
                    new PodArrival(5 * SECOND, pod("then-0", 1), then),
                    new PodArrival(5 * SECOND, pod("then-1", 1), then),
                    new PodArrival(6 * SECOND, pod("last", 1), last),
                    arrival(7, "alone"))));
    replay.start();
    simulation.runUntil(3 * SECOND);
    succeed("first");
    simulation.runUntil(9 * SECOND - 1);
    assertThat(names()).containsExactly("first", "alone");
    assertThat(replay.held()).as("the last").isEqualTo(1);
    assertThat(replay.isExhausted()).isFalse();

    simulation.runUntil(9 * SECOND);
    assertThat(names()).containsExactly("first", "alone", "then-0", "then-1");
    succeed("then-0");
    succeed("then-1");
    simulation.runUntil(11 * SECOND);
    assertThat(names()).containsExactly("first", "alone", "then-0", "then-1", "last");
    assertThat(replay.isExhausted()).isTrue();
  }

  @Test
  void aUserGoesOnWhenAPodHasFailedOrIsGone() {
    WorkflowTask first = new WorkflowTask("user", "1", 2, List.of(), 0, true);
    WorkflowTask then = new WorkflowTask("user", "2", 1, List.of("1"), SECOND, true);
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            ArrivalStream.of(
                List.of(
                    new PodArrival(0, pod("first-0", 1), first),
                    new PodArrival(0, pod("first-1", 1), first),
                    new PodArrival(0, pod("then", 1), then))));
    replay.start();
    simulation.runUntil(3 * SECOND);
    end("first-0", PodPhase.FAILED);
    api.pods().delete("default/first-0");
    simulation.runUntil(4 * SECOND);
    assertThat(replay.held()).isEqualTo(1);

    api.pods().delete("default/first-1");
    simulation.run();
    assertThat(names()).containsExactly("then");
    assertThat(simulation.now()).isEqualTo(5 * SECOND);
  }

  @Test
  void whatNeedsATaskThatHasFailedIsHeld() {
    WorkflowTask first = new WorkflowTask("w", "1", 1, List.of());
    WorkflowTask then = new WorkflowTask("w", "2", 1, List.of("1"));
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            ArrivalStream.of(
                List.of(
                    new PodArrival(0, pod("first", 1), first),
                    new PodArrival(0, pod("then", 1), then))));
    replay.start();
    simulation.runUntil(3 * SECOND);
    end("first", PodPhase.FAILED);
    simulation.run();

    assertThat(names()).containsExactly("first");
    assertThat(replay.held()).isEqualTo(1);
  }

  @Test
  void theEndOfATaskThatIsNotContinuedIsForgotten() {
    WorkflowTask first = new WorkflowTask("w", "1", 1, List.of());
    WorkflowTask then = new WorkflowTask("w", "2", 1, List.of("1"), 6 * SECOND);
    WorkloadReplay replay =
        new WorkloadReplay(
            simulation,
            api,
            ArrivalStream.of(
                List.of(
                    new PodArrival(SECOND, pod("first", 1), first),
                    new PodArrival(5 * SECOND, pod("then", 1), then))));
    replay.start();
    simulation.runUntil(3 * SECOND);
    succeed("first");
    simulation.runUntil(5 * SECOND);

    assertThat(names()).containsExactly("first", "then");
  }

  private List<String> names() {
    return api.pods().list().stream().map(Pod::name).toList();
  }

  private void succeed(String name) {
    end(name, PodPhase.SUCCEEDED);
  }

  private void end(String name, PodPhase phase) {
    UnaryOperator<Pod> change = pod -> pod.toBuilder().phase(phase).build();
    assertThat(api.pods().update("default/" + name, change).isOk()).isTrue();
  }
}
