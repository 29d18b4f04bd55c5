package io.towtank.scheduling;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.control.WorkloadReplay;
import io.towtank.kernel.RandomStream;
import io.towtank.kernel.Simulation;
import io.towtank.model.ArrivalStream;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.record.Decision;
import io.towtank.record.RunRecorder;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.testing.FakePlugin;
import io.towtank.scheduling.testing.Fakes;
import io.towtank.scheduling.testing.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is drawn for one purpose must not depend on what is drawn for another. */
final class CommonRandomNumbersTest {
  private static final PluginFactory DRAWS =
      FakePlugin.of("Draws", handle -> new Draws(handle.randomStream("Draws", "scores")));

  private record Draws(RandomStream stream) implements ScorePlugin {
    @Override
    public String name() {
      return "Draws";
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
      return stream.nextInt(3);
    }
  }

  /** Poisson arrivals of random pods; the draws do not look at the cluster. */
  private static ArrivalStream arrivals(Simulation simulation) {
    RandomStream times = simulation.streams().stream("workload", "arrivals");
    RandomStream sizes = simulation.streams().stream("workload", "sizes");
    return new ArrivalStream() {
      private double seconds;
      private int count;

      @Override
      public @Nullable PodArrival next() {
        if (count == 100) {
          return null;
        }
        seconds += times.exponential(2);
        Pod pod = pod("p" + ++count, 100 + sizes.nextInt(500));
        return new PodArrival(Math.round(seconds * SECOND), pod);
      }
    };
  }

  private static World run(long seed, RunRecorder recorder, PluginFactory... plugins) {
    SchedulerOptions options = SchedulerOptions.DEFAULT;
    World world = new World(seed, options, recorder, plugins);
    for (int i = 0; i < 8; i++) {
      world.api().nodes().create(node("n" + i, 2000)).orThrow();
    }
    new WorkloadReplay(world.simulation(), world.api(), arrivals(world.simulation())).start();
    return world.runUntil(290);
  }

  private static List<String> arrived(World world) {
    return world.api().pods().list().stream()
        .map(pod -> pod.createdNanos() + " " + pod.name() + " " + pod.spec().effectiveRequests())
        .toList();
  }

  @Test
  void arrivalsDoNotDependOnThePolicy() {
    World ties = run(7, RunRecorder.NONE, Fakes.FIT);
    World scores =
        run(7, RunRecorder.NONE, Fakes.FIT, Fakes.score("S", name -> name.charAt(1) * 3L % 7));
    World draws = run(7, RunRecorder.NONE, Fakes.FIT, DRAWS);

    assertThat(arrived(scores)).isEqualTo(arrived(ties)).hasSize(100);
    assertThat(arrived(draws)).isEqualTo(arrived(ties));
    assertThat(draws.log()).isNotEqualTo(ties.log());
    assertThat(arrived(run(8, RunRecorder.NONE, Fakes.FIT))).isNotEqualTo(arrived(ties));
  }

  /** Keeps decisions: of one pod, or of all where the key is empty. */
  private record Decisions(String key, List<Decision> list) implements RunRecorder {
    @Override
    public boolean wantsDecisions() {
      return true;
    }

    @Override
    public boolean wantsDecisions(Pod pod) {
      return key.isEmpty() || pod.key().equals(key);
    }

    @Override
    public void decision(Decision decision) {
      list.add(decision);
    }
  }

  @Test
  void recordingDecisionsChangesNone() {
    List<Decision> decisions = new ArrayList<>();
    World unrecorded = run(7, RunRecorder.NONE, Fakes.FIT, DRAWS);
    World recorded = run(7, new Decisions("", decisions), Fakes.FIT, DRAWS);

    assertThat(recorded.log()).isEqualTo(unrecorded.log());
    assertThat(recorded.simulation().digest().hex())
        .isEqualTo(unrecorded.simulation().digest().hex());
    // The cluster fills up: some attempts had one node to choose from, and some had none.
    assertThat(decisions).anyMatch(d -> d.feasible().size() == 1 && d.scores().isEmpty());
    assertThat(decisions).anyMatch(d -> d.selected().isEmpty() && !d.message().isEmpty());
    assertThat(decisions).anyMatch(d -> d.best().size() > 1);
    assertThat(decisions).allMatch(d -> d.nodes() == 8);
    assertThat(decisions).hasSize(recorded.log().size());
  }

  @Test
  void recordingTheDecisionsOfOnePodChangesNone() {
    List<Decision> all = new ArrayList<>();
    World recorded = run(7, new Decisions("", all), Fakes.FIT, DRAWS);
    List<Decision> some = new ArrayList<>();
    World onePod = run(7, new Decisions("default/p60", some), Fakes.FIT, DRAWS);

    assertThat(onePod.log()).isEqualTo(recorded.log());
    assertThat(onePod.simulation().digest().hex()).isEqualTo(recorded.simulation().digest().hex());
    assertThat(some)
        .isNotEmpty()
        .isEqualTo(all.stream().filter(d -> d.pod().equals("default/p60")).toList());
  }
}
