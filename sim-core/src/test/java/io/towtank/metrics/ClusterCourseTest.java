package io.towtank.metrics;

import static io.towtank.metrics.HandDriven.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.ResourceList;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.record.ClusterMark;
import io.towtank.record.LoadHistory;
import io.towtank.record.NodeDescription;
import io.towtank.record.NodeEvent;
import io.towtank.record.RunRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterCourseTest {
  private final HandDriven hand = new HandDriven();
  private final Course course = new Course();

  /** Writes down what it is told, a line for each. */
  private static final class Course implements RunRecorder {
    private final List<String> nodes = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private final List<String> pending = new ArrayList<>();
    private @Nullable LoadHistory loads;

    @Override
    public boolean wantsCourse() {
      return true;
    }

    @Override
    public void nodeDescribed(NodeDescription node) {
      nodes.add(node.name() + " has " + node.resources().get(0));
    }

    @Override
    public void nodeEvent(NodeEvent event) {
      nodes.add(
          (seconds(event.atNanos()) + " " + event.node() + " " + event.kind().label())
              + (event.detail().isEmpty() ? "" : " " + event.detail()));
    }

    @Override
    public void mark(ClusterMark mark) {
      marks.add(
          (seconds(mark.atNanos()) + " " + mark.kind().label() + " " + mark.object())
              + (mark.detail().isEmpty() ? "" : " " + mark.detail()));
    }

    @Override
    public void pending(long atNanos, @Nullable String before, @Nullable String after) {
      pending.add(seconds(atNanos) + " " + before + " -> " + after);
    }

    @Override
    public void loadHistory(LoadHistory history) {
      loads = history;
    }

    private static long seconds(long nanos) {
      return nanos / SECOND;
    }
  }

  private ClusterMetrics metrics() {
    return new ClusterMetrics(
        hand.simulation, hand.api, hand.index, MetricsOptions.every(SECOND), course);
  }

  private void change(String node, UnaryOperator<Node> change) {
    hand.api.nodes().update(node, change).orThrow();
  }

  private void changePod(String pod, UnaryOperator<Pod.Builder> change) {
    hand.api
        .pods()
        .update("default/" + pod, stored -> change.apply(stored.toBuilder()).build())
        .orThrow();
  }

  @Test
  void nodesChangeAsTheApiShowsIt() {
    metrics();
    Taint taint = new Taint("zone", "lost", TaintEffect.NO_EXECUTE);
    hand.at(0, () -> hand.node("n1", 4000, 8000));
    hand.at(1, () -> change("n1", n -> n.withCondition(ready(NodeCondition.Status.TRUE))));
    hand.at(2, () -> change("n1", n -> n.withCondition(ready(NodeCondition.Status.UNKNOWN))));
    hand.at(3, () -> change("n1", n -> n.withTaint(taint)));
    hand.at(4, () -> change("n1", n -> n.toBuilder().unschedulable(true).build()));
    hand.at(5, () -> change("n1", n -> n.withCondition(ready(NodeCondition.Status.TRUE))));
    hand.at(6, () -> change("n1", n -> n.withoutTaint("zone", TaintEffect.NO_EXECUTE)));
    hand.at(7, () -> change("n1", n -> n.toBuilder().unschedulable(false).build()));
    hand.at(
        8, () -> change("n1", n -> n.toBuilder().allocatable(ResourceList.of(2000, 1)).build()));
    hand.at(9, () -> hand.api.nodes().delete("n1").orThrow());
    hand.runUntil(10);

    assertThat(course.nodes)
        .containsExactly(
            "n1 has Amount[resource=cpu, unit=millicores, allocatable=4000]",
            "0 n1 joined",
            "2 n1 not-ready unknown",
            "3 n1 tainted zone=lost:NoExecute",
            "4 n1 cordoned",
            "5 n1 ready true",
            "6 n1 untainted zone=lost:NoExecute",
            "7 n1 uncordoned",
            "n1 has Amount[resource=cpu, unit=millicores, allocatable=2000]",
            course.nodes.get(9),
            "9 n1 left");
    assertThat(course.nodes.get(9)).startsWith("8 n1 resized");
  }

  private static NodeCondition ready(NodeCondition.Status status) {
    return new NodeCondition(NodeCondition.READY, status, 0);
  }

  @Test
  void podsThatWaitAreFollowedWithTheirReasons() {
    metrics();
    hand.at(0, () -> hand.node("n1", 4000, 8000));
    hand.at(1, () -> hand.pod("a", 100, 100));
    hand.at(2, () -> changePod("a", pod -> pod.reason("no room")));
    hand.at(3, () -> hand.bind("a", "n1"));
    hand.at(4, () -> hand.start("a"));
    hand.at(5, () -> hand.pod("b", 100, 100));
    hand.at(6, () -> hand.api.pods().delete("default/b").orThrow());
    hand.runUntil(10);

    assertThat(course.pending)
        .containsExactly(
            "1 null -> ", "2  -> no room", "3 no room -> null", "5 null -> ", "6  -> null");
  }

  @Test
  void evictionsAndFailuresAreMarkedOnce() {
    metrics();
    hand.at(0, () -> hand.node("n1", 4000, 8000));
    for (String name : List.of("a", "b", "c")) {
      hand.at(1, () -> hand.pod(name, 100, 100));
      hand.at(1, () -> hand.bind(name, "n1"));
    }
    hand.at(2, () -> changePod("a", pod -> pod.disruptionReason(Pod.DELETION_BY_TAINT_MANAGER)));
    hand.at(3, () -> changePod("a", pod -> pod.phase(PodPhase.FAILED)));
    hand.at(4, () -> changePod("b", pod -> pod.phase(PodPhase.FAILED)));
    hand.at(5, () -> changePod("c", pod -> pod.disruptionReason(Pod.PREEMPTION_BY_SCHEDULER)));
    hand.runUntil(10);

    assertThat(course.marks)
        .containsExactly(
            "2 evicted default/a DeletionByTaintManager",
            "4 pod-failed default/b",
            "5 preempted default/c");
  }

  /** However often stretches became one, each has the highest load that was there in it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theLoadsAreTheHighestOfEachStretch(long seed) {
    Random random = new Random(seed);
    ClusterMetrics metrics = metrics();
    record Change(long atNanos, String node, int pods, long cpu) {}
    List<Change> changes = new ArrayList<>();
    hand.at(0, () -> hand.node("n0", 1000, 8000));
    hand.at(0, () -> hand.node("n1", 1000, 8000));
    long last = 1;
    for (int i = 0; i < 60; i++) {
      String name = "pod-" + i;
      String node = "n" + random.nextInt(2);
      long cpu = 1L + random.nextInt(50);
      long from = 1 + (long) StrictMath.pow(10, 5 * random.nextDouble());
      long to = from + 1 + random.nextInt(2000);
      hand.at(from, () -> hand.pod(name, cpu, 1));
      hand.at(from, () -> hand.bind(name, node));
      hand.at(to, () -> hand.api.pods().delete("default/" + name).orThrow());
      changes.add(new Change(from * SECOND, node, 1, cpu));
      changes.add(new Change(to * SECOND, node, -1, -cpu));
      last = Math.max(last, to);
    }
    hand.runUntil(last + 1);
    metrics.finish();

    LoadHistory loads = Objects.requireNonNull(course.loads);
    assertThat(loads.frames()).isBetween(50, 241);
    changes.sort((a, b) -> Long.compare(a.atNanos(), b.atNanos()));
    for (int f = 0; f < loads.frames(); f++) {
      long begin = loads.beginNanos(f);
      long end = f + 1 < loads.frames() ? loads.beginNanos(f + 1) : Long.MAX_VALUE;
      Map<String, long[]> now = new TreeMap<>();
      Map<String, long[]> most = new TreeMap<>();
      for (Change change : changes) {
        long[] load = now.computeIfAbsent(change.node(), node -> new long[2]);
        long[] high = most.computeIfAbsent(change.node(), node -> new long[2]);
        if (change.atNanos() >= end) {
          break;
        }
        if (change.atNanos() >= begin) {
          high[0] = Math.max(high[0], load[0]);
          high[1] = Math.max(high[1], load[1]);
        }
        load[0] += change.pods();
        load[1] += change.cpu();
        if (change.atNanos() < begin) {
          high[0] = load[0];
          high[1] = load[1];
        } else {
          high[0] = Math.max(high[0], load[0]);
          high[1] = Math.max(high[1], load[1]);
        }
      }
      for (int n = 0; n < loads.nodes().size(); n++) {
        long[] high = most.getOrDefault(loads.nodes().get(n), new long[2]);
        assertThat(loads.pods(f, n)).as("pods in %d", f).isEqualTo((int) high[0]);
        assertThat(loads.thousandths(f, n, 0)).as("cpu in %d", f).isEqualTo((int) high[1]);
      }
    }
  }
}
