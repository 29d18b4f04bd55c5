package io.towtank.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.api.Watcher;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.reports.playback.PlaybackBudget;
import io.towtank.reports.playback.PlaybackData;
import io.towtank.reports.playback.RunPlayback;
import io.towtank.reports.run.RunWriter;
import io.towtank.scenarios.PlayedRun;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.spec.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page plays is what happened, and recording it changes nothing. */
class PlaybackStateTest {
  private static final int TIMES = 100;

  @TempDir private Path directory;

  /** Random clusters with controllers, faults, people and preemption. */
  static LongStream seeds() {
    return LongStream.range(1, 9);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theStateAtAnyTimeIsThatOfTheApi(long seed) throws IOException {
    Shadow shadow = new Shadow();
    Made made = run(scenario(seed), "played", PlaybackBudget.WHOLE_PAGE, shadow);
    RunSummary summary = made.summary();
    PlayedRun played = PlayedRun.runs(PlayedRun.decode(made.data())).get(0);
    assertThat(shadow.pods).hasSizeGreaterThan(20);
    assertThat(shadow.nodes).hasSizeGreaterThanOrEqualTo(played.nodes());

    assertThat(played.endTime() * played.unitNanos() / 1e9)
        .isCloseTo(summary.simulatedSeconds(), within(1.0));
    Random random = new Random(seed);
    for (int i = 0; i < TIMES; i++) {
      long time = random.nextLong(played.endTime() + 1);
      PlayedRun.State state = played.stateAt(time);
      Expected expected = shadow.at((time + 1) * played.unitNanos() - 1);
      assertThat(state.pending()).as("pending at %d", time).isEqualTo(expected.pending);
      for (int n = 0; n < played.nodes(); n++) {
        String node = played.nodeName(n);
        assertThat(state.podsPerNode()[n])
            .as("pods of %s at %d", node, time)
            .isEqualTo(expected.pods.getOrDefault(node, 0));
        for (String resource : List.of("cpu", "memory")) {
          assertThat(state.allocated()[played.resources().indexOf(resource)][n])
              .as("%s of %s at %d", resource, node, time)
              .isEqualTo(expected.allocated.getOrDefault(resource + " of " + node, 0L));
        }
        assertThat(state.nodeStates().get(n))
            .as("%s at %d", node, time)
            .isEqualTo(expected.nodes.getOrDefault(node, Set.of("gone")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void playbackChangesNothingElse(long seed) throws IOException {
    Made without = run(scenario(seed), "plain", null, ClusterInspector.NONE);
    Made with = run(scenario(seed), "played", PlaybackBudget.WHOLE_PAGE, ClusterInspector.NONE);
    Made again = run(scenario(seed), "again", PlaybackBudget.WHOLE_PAGE, ClusterInspector.NONE);

    assertThat(with.summary()).isEqualTo(without.summary());
    assertThat(with.data()).isNotEmpty().isEqualTo(again.data());
    for (String file : List.of("pods.csv", "nodes.csv", "timeseries.csv", "summary.json")) {
      assertThat(directory.resolve("played").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("plain").resolve(file));
    }
  }

  private Scenario scenario(long seed) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("scenario"));
    return ScenarioLoader.load(SwarmScenario.of(seed).write(folder).toString());
  }

  /** A run's figures, and what a page has to play it. */
  private record Made(RunSummary summary, String data) {}

  private Made run(
      Scenario scenario, String out, @Nullable PlaybackBudget playback, ClusterInspector inspector)
      throws IOException {
    RunWriter.Options options = new RunWriter.Options(true, false, false, playback);
    try (RunWriter writer = RunWriter.open(directory.resolve(out), options)) {
      RunSummary summary =
          ScenarioRunner.runWhole(
                  scenario,
                  new RunOptions(null, null, false, false),
                  (RunRecorder) writer,
                  Progress.NONE,
                  inspector)
              .summary();
      RunPlayback played = writer.playback(summary);
      writer.commit(summary);
      return new Made(
          summary, played == null ? "" : PlaybackData.base64("a run", List.of(played), 5_000_000));
    }
  }

  /** What is to be seen at one moment. */
  private static final class Expected {
    private final Map<String, Integer> pods = new TreeMap<>();
    private final Map<String, Long> allocated = new TreeMap<>();
    private final Map<String, Set<String>> nodes = new TreeMap<>();
    private int pending;
  }

  /** All versions of all pods and nodes, as the API has them. */
  private static final class Shadow implements ClusterInspector {
    private record Version<T>(long atNanos, Object id, @Nullable T object) {}

    private final List<Version<Pod>> pods = new ArrayList<>();
    private final List<Version<Node>> nodes = new ArrayList<>();

    @Override
    public void before(WholeCluster cluster) {
      cluster
          .api()
          .pods()
          .watch(
              "shadow",
              0,
              new Watcher<Pod>() {
                @Override
                public void onAdd(Pod pod) {
                  pods.add(new Version<>(cluster.nowNanos(), pod.uid(), pod));
                }

                @Override
                public void onUpdate(Pod oldPod, Pod newPod) {
                  onAdd(newPod);
                }

                @Override
                public void onDelete(Pod pod) {
                  pods.add(new Version<>(cluster.nowNanos(), pod.uid(), null));
                }
              });
      cluster
          .api()
          .nodes()
          .watch(
              "shadow",
              0,
              new Watcher<Node>() {
                @Override
                public void onAdd(Node node) {
                  nodes.add(new Version<>(cluster.nowNanos(), node.name(), node));
                }

                @Override
                public void onUpdate(Node oldNode, Node newNode) {
                  onAdd(newNode);
                }

                @Override
                public void onDelete(Node node) {
                  nodes.add(new Version<>(cluster.nowNanos(), node.name(), null));
                }
              });
    }

    private static <T> List<T> at(long nanos, List<Version<T>> versions) {
      Map<Object, T> latest = new HashMap<>();
      for (Version<T> version : versions) {
        if (version.atNanos() <= nanos) {
          T object = version.object();
          if (object == null) {
            latest.remove(version.id());
          } else {
            latest.put(version.id(), object);
          }
        }
      }
      return new ArrayList<>(latest.values());
    }

    Expected at(long nanos) {
      Expected expected = new Expected();
      for (Pod pod : at(nanos, pods)) {
        if (pod.isActiveOnNode()) {
          expected.pods.merge(pod.nodeName(), 1, Integer::sum);
          for (String resource : List.of("cpu", "memory")) {
            expected.allocated.merge(
                resource + " of " + pod.nodeName(),
                pod.spec().effectiveRequests().get(resource),
                Long::sum);
          }
        } else if (!pod.isBound() && !pod.phase().isTerminal()) {
          expected.pending++;
        }
      }
      for (Node node : at(nanos, nodes)) {
        Set<String> state = new TreeSet<>();
        NodeCondition ready = node.condition(NodeCondition.READY);
        if (ready != null && ready.status() != NodeCondition.Status.TRUE) {
          state.add("not-ready");
        }
        if (node.unschedulable()) {
          state.add("cordoned");
        }
        node.taints().forEach(taint -> state.add(taint.toString()));
        expected.nodes.put(node.name(), state);
      }
      return expected;
    }
  }
}
