package io.towtank.control.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.Simulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ControllerTest {
  private static final long MILLI = 1_000_000L;

  private final Simulation simulation = new Simulation(1);
  private final List<String> log = new ArrayList<>();
  private Function<String, Outcome> behaviour = key -> Outcome.DONE;
  private List<String> existing = List.of();
  private final Controller controller =
      new Controller(
          simulation,
          new Reconciler() {
            @Override
            public String name() {
              return "test-controller";
            }

            @Override
            public Outcome reconcile(String key) {
              log.add(simulation.now() / MILLI + " " + key);
              return behaviour.apply(key);
            }

            @Override
            public Collection<String> keys() {
              return existing;
            }
          });

  @Test
  void takesEachKeyOnceInTheOrderOfComing() {
    controller.start();
    controller.enqueue("b");
    controller.enqueue("a");
    controller.enqueue("b");
    simulation.run();

    assertThat(log).containsExactly("0 b", "0 a");
  }

  @Test
  void aKeyQueuedWhileItIsDealtWithComesAgain() {
    controller.start();
    behaviour =
        key -> {
          if (log.size() < 3) {
            controller.enqueue(key);
          }
          return Outcome.DONE;
        };
    controller.enqueue("a");
    simulation.run();

    assertThat(log).containsExactly("0 a", "0 a", "0 a");
  }

  @Test
  void failuresAreTriedAgainAfterTwiceTheDelayEachTime() {
    controller.start();
    behaviour = key -> log.size() < 5 ? Outcome.RETRY : Outcome.DONE;
    controller.enqueue("a");
    simulation.run();

    assertThat(log).containsExactly("0 a", "5 a", "15 a", "35 a", "75 a");

    behaviour = key -> log.size() < 7 ? Outcome.RETRY : Outcome.DONE;
    controller.enqueue("a");
    simulation.run();

    assertThat(log.subList(5, 7)).containsExactly("75 a", "80 a");
  }

  @Test
  void theDelayBetweenFailuresIsBounded() {
    controller.start();
    behaviour = key -> log.size() < 40 ? Outcome.RETRY : Outcome.DONE;
    controller.enqueue("a");
    simulation.run();

    assertThat(millisOf(log.get(39)) - millisOf(log.get(38))).isEqualTo(1_000_000);
  }

  private static long millisOf(String entry) {
    return Long.parseLong(entry.substring(0, entry.indexOf(' ')));
  }

  @Test
  void ofSeveralDelaysTheFirstToEndCounts() {
    controller.start();
    controller.enqueueAfter("a", 30 * MILLI);
    controller.enqueueAfter("a", 10 * MILLI);
    controller.enqueueAfter("a", 20 * MILLI);
    simulation.run();

    assertThat(log).containsExactly("10 a");
    assertThat(controller.pendingTimers()).isZero();
  }

  @Test
  void timeAloneBringsAKeyBack() {
    controller.start();
    behaviour = key -> log.size() < 3 ? Outcome.after(7 * MILLI) : Outcome.DONE;
    controller.enqueue("a");
    simulation.run();

    assertThat(log).containsExactly("0 a", "7 a", "14 a");
  }

  @Test
  void aStoppedControllerHearsNothingAndLooksAtAllWhenItStarts() {
    controller.start();
    controller.enqueue("a");
    controller.enqueueAfter("b", 5 * MILLI);
    controller.stop();
    controller.enqueue("c");
    simulation.run();
    assertThat(log).isEmpty();

    existing = List.of("x", "y");
    controller.start();
    simulation.run();
    assertThat(log).containsExactly("0 x", "0 y");
  }
}
