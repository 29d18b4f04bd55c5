package io.towtank.kubelet.machine;

import static io.towtank.testing.LiveCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.Simulation;
import io.towtank.model.Container;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodSpec;
import io.towtank.model.Probe;
import io.towtank.model.ResourceList;
import io.towtank.testing.LiveCluster;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes tell, worked out and asked for question by question. */
final class ProbingTest {
  private static final long END = 1000 * SECOND;

  /** When a container is known to be up, known to be ready, and killed; FAR for never. */
  private record Seen(long startedNanos, long readyNanos, long killedNanos) {}

  private static Container container(
      @Nullable Probe startup, @Nullable Probe liveness, @Nullable Probe readiness) {
    return new Container("c", "", ResourceList.EMPTY, ResourceList.EMPTY, List.of(), false)
        .withProbes(startup, liveness, readiness);
  }

  /** A kubelet that looks only when something can change. */
  private static Seen workedOut(Container container, long start, long up, long ready) {
    Probing probing = new Probing(container, start, up == Times.FAR);
    long startedSeen = Times.FAR;
    long readySeen = Times.FAR;
    long now = start;
    while (now <= END) {
      probing.learn(up, ready, now);
      startedSeen = probing.isStarted() ? Math.min(startedSeen, now) : startedSeen;
      readySeen = probing.isReady() ? Math.min(readySeen, now) : readySeen;
      if (probing.killNanos(up) <= now) {
        return new Seen(startedSeen, readySeen, now);
      }
      now = probing.nextNanos(up, ready);
    }
    return new Seen(startedSeen, readySeen, Times.FAR);
  }

  /** A kubelet that asks one question after the other, at the times that fall due, second by s. */
  private static Seen asked(Container container, long start, long up, long ready) {
    long startedSeen = container.startupProbe() == null ? start : Times.FAR;
    long readySeen = Times.FAR;
    int startupFailures = 0;
    int livenessFailures = 0;
    int successes = 0;
    for (long now = start; now <= END; now += SECOND) {
      Probe startup = container.startupProbe();
      if (startup != null && startedSeen == Times.FAR && falls(startup, start, now)) {
        if (now >= up) {
          startedSeen = now;
        } else if (++startupFailures == startup.failureThreshold()) {
          return new Seen(startedSeen, readySeen, killed(startup, now, up));
        }
      }
      if (startedSeen == Times.FAR) {
        continue;
      }
      Probe readiness = container.readinessProbe();
      boolean isQuestion = readiness != null && falls(readiness, start, now);
      successes = isQuestion && now >= ready ? successes + 1 : successes;
      boolean passes = readiness == null ? now >= ready : successes >= readiness.successThreshold();
      readySeen = passes ? Math.min(readySeen, now) : readySeen;
      Probe liveness = container.livenessProbe();
      if (liveness != null && falls(liveness, start, now)) {
        livenessFailures = now >= up ? 0 : livenessFailures + 1;
        if (livenessFailures == liveness.failureThreshold()) {
          return new Seen(startedSeen, readySeen, killed(liveness, now, up));
        }
      }
    }
    return new Seen(startedSeen, readySeen, Times.FAR);
  }

  private static boolean falls(Probe probe, long start, long now) {
    long after = now - start - probe.initialDelayNanos();
    return after >= 0 && after % probe.periodNanos() == 0;
  }

  /** A container that hangs is asked until the timeout. */
  private static long killed(Probe probe, long now, long up) {
    return up == Times.FAR ? now + probe.timeoutNanos() : now;
  }

  private static @Nullable Probe probe(RandomStream random, boolean succeedsAtOnce) {
    return random.nextLong(3) == 0
        ? null
        : new Probe(
            random.nextLong(8) * SECOND,
            (1 + random.nextLong(12)) * SECOND,
            (1 + random.nextLong(3)) * SECOND,
            1 + (int) random.nextLong(4),
            succeedsAtOnce ? 1 : 1 + (int) random.nextLong(3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsWorkedOutIsWhatQuestionsTell(long seed) {
    RandomStream random = new Simulation(seed).streams().stream("test", "probing");
    for (int i = 0; i < 500; i++) {
      Container container =
          container(probe(random, true), probe(random, true), probe(random, false));
      long start = random.nextLong(5) * SECOND;
      boolean hangs = random.nextLong(6) == 0;
      long up = hangs ? Times.FAR : start + random.nextLong(40) * SECOND;
      long ready = hangs ? Times.FAR : up + random.nextLong(40) * SECOND;

      Seen workedOut = workedOut(container, start, up, ready);

      assertThat(workedOut)
          .describedAs("%s, up at %s, ready at %s", container, up, ready)
          .isEqualTo(asked(container, start, up, ready));
    }
  }

  @Test
  void questionsWhoseAnswersAreKnownCostNothing() {
    LiveCluster cluster = new LiveCluster();
    cluster.addNode("n");
    Probe probe = new Probe(5 * SECOND, 10 * SECOND, SECOND, 3, 1);
    cluster.place(
        "p",
        "n",
        PodSpec.builder().containers(List.of(container(probe, probe, probe))),
        PodBehavior.DEFAULT);
    cluster.manager.start();
    cluster.runTo(100);
    long before = cluster.simulation.eventsDelivered();
    cluster.runTo(1_000_000);

    assertThat(cluster.pod("p").ready()).isTrue();
    assertThat(cluster.simulation.eventsDelivered()).isEqualTo(before);
  }
}
