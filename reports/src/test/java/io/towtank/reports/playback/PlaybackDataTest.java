package io.towtank.reports.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.ResourceList;
import io.towtank.record.ClusterMark;
import io.towtank.record.Decision;
import io.towtank.record.LoadHistory;
import io.towtank.record.NodeDescription;
import io.towtank.record.NodeEvent;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.record.SeriesSchema;
import io.towtank.reports.run.SampleRun;
import io.towtank.reports.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PlaybackDataTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int PAGE_CHARS_MAX = 5_000_000;
  private static final RunSummary SUMMARY =
      SampleRun.record(RunRecorder.NONE, "best-fit", 7, true, 4, 10);

  private final PlaybackRecorder recorder = new PlaybackRecorder(PlaybackBudget.WHOLE_PAGE, false);

  private String data() {
    return data(recorder, PAGE_CHARS_MAX);
  }

  private static String data(PlaybackRecorder recorder, int charsMax) {
    Series series = new Series(new SeriesSchema(List.of()));
    return PlaybackData.base64(
        "a page", List.of(new RunPlayback(recorder, SUMMARY, series)), charsMax);
  }

  private static void node(PlaybackRecorder to, String name, String zone) {
    to.nodeDescribed(
        new NodeDescription(
            name,
            zone,
            zone + "-rack-1",
            "",
            List.of(
                new NodeDescription.Amount("cpu", "millicores", 8000),
                new NodeDescription.Amount("memory", "bytes", 32L << 30),
                new NodeDescription.Amount("pods", "count", 110)),
            0));
    to.nodeEvent(new NodeEvent(0, NodeEvent.Kind.JOINED, name, ""));
  }

  private static PodRow pod(
      String name, double created, double bound, double ended, String node, PodOutcome outcome) {
    return pod(name, created, bound, ended, node, outcome, Map.of("cpu", 500L, "memory", 1L << 30));
  }

  private static PodRow pod(
      String name,
      double created,
      double bound,
      double ended,
      String node,
      PodOutcome outcome,
      Map<String, Long> requests) {
    return new PodRow(
        "default",
        name,
        "ReplicaSet/web-5d4f8",
        0,
        ResourceList.of(requests),
        -1,
        nanos(created),
        1,
        nanos(bound),
        nanos(bound),
        nanos(ended),
        node,
        outcome,
        outcome == PodOutcome.PENDING ? "0/2 nodes are available: 2 Insufficient cpu." : "");
  }

  private static long nanos(double seconds) {
    return seconds < 0 ? -1 : Math.round(seconds * SECOND);
  }

  @Test
  void podsStandInTheOrderOfCreationWithTimesFromOneToTheNext() {
    node(recorder, "node-1", "a");
    node(recorder, "node-2", "b");
    recorder.pod(pod("late", 20, 22, 50, "node-2", PodOutcome.SUCCEEDED));
    recorder.pod(pod("early", 10, 10, -1, "node-1", PodOutcome.RUNNING));
    recorder.pod(pod("never", 30, -1, -1, "", PodOutcome.PENDING));

    Decoded run = Decoded.of(data());

    assertThat(run.texts("pods", "name")).containsExactly("early", "late", "never");
    assertThat(run.numbers("pods", "node")).containsExactly(0L, 1L, -1L);
    long second = SECOND / run.json().get("timeUnitNanos").asLong();
    assertThat(run.numbers("pods", "created"))
        .containsExactly(10 * second, 10 * second, 10 * second);
    assertThat(run.numbers("pods", "bound")).containsExactly(0L, 2 * second, -1L);
    assertThat(run.numbers("pods", "ended")).containsExactly(-1L, 30 * second, -1L);
    assertThat(run.numbers("pods", "outcome")).containsExactly(2L, 0L, 3L);
    assertThat(run.words("outcomes").get(3)).isEqualTo("pending");
    assertThat(run.texts("pods", "reason").get(2)).contains("2 Insufficient cpu");
    assertThat(run.texts("nodes", "rack")).containsExactly("a-rack-1", "b-rack-1");
    assertThat(run.json().get("requests")).hasSize(1);
    assertThat(run.json().get("requests").get(0))
        .map(JsonNode::asLong)
        .contains(500L, 1L << 30, 1L);
    assertThat(run.json().get("frames").isNull()).isTrue();
    assertThat(run.words("omitted")).isEmpty();
  }

  @Test
  void hostileTextsAreTexts() {
    String script = "<script>alert(1)</script>";
    String odd = "a\"b\\c\nd\u202Ee\uD800f\u0000";
    node(recorder, script, odd);
    recorder.pod(pod(script, 1, 1, -1, script, PodOutcome.RUNNING));
    recorder.mark(new ClusterMark(SECOND, ClusterMark.Kind.EVICTED, odd, "x".repeat(1 << 20)));

    String data = data();
    Decoded run = Decoded.of(data);

    assertThat(data).matches("[A-Za-z0-9+/=]+");
    assertThat(run.texts("pods", "name")).containsExactly(script);
    assertThat(run.texts("nodes", "zone")).containsExactly("a\"b\\c\nd\u202Ee\uFFFDf\u0000");
    assertThat(run.texts("marks", "detail")).containsExactly("x".repeat(500) + "…");
  }

  @Test
  void theSameRunMakesTheSameBytes() {
    assertThat(data(filled(300, 5_000, PlaybackBudget.WHOLE_PAGE), PAGE_CHARS_MAX))
        .isEqualTo(data(filled(300, 5_000, PlaybackBudget.WHOLE_PAGE), PAGE_CHARS_MAX));
  }

  @Test
  void aHundredThousandPodsOnFiveThousandNodesLeaveRoomInFiveMegabytes() {
    PlaybackRecorder full = filled(5_000, 100_000, PlaybackBudget.WHOLE_PAGE);

    String data = data(full, 4_000_000);
    Decoded run = Decoded.of(data);

    assertThat(data.length()).isLessThan(4_000_000);
    assertThat(run.numbers("pods", "name")).hasSizeGreaterThan(90_000);
  }

  @Test
  void whatIsLeftOutIsSaidAndWhatIsOfNoteStays() {
    PlaybackBudget small = new PlaybackBudget(2_000, 50, 1_000, 1_000);
    PlaybackRecorder full = filled(100, 40_000, small);
    full.pod(pod("longest-wait", 1, 90_000, -1, "node-1", PodOutcome.RUNNING));
    full.pod(pod("largest", 1, 1, 5, "node-1", PodOutcome.SUCCEEDED, Map.of("cpu", 64_000L)));
    full.pod(pod("preempted", 1, 1, 7, "node-1", PodOutcome.FAILED));
    full.pod(pod("never-bound", 1, -1, -1, "", PodOutcome.PENDING));

    Decoded run = Decoded.of(data(full, PAGE_CHARS_MAX));

    assertThat(run.texts("pods", "name"))
        .hasSizeBetween(700, 1_300)
        .contains("longest-wait", "largest", "preempted", "never-bound");
    assertThat(run.words("omitted"))
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .contains(" of 40,004 pods are here one by one")
                    .contains("such pods"));
    JsonNode frames = run.json().get("frames");
    assertThat(frames.get("time")).hasSize(2);
    assertThat(frames.get("allocated")).hasSize(3);
    assertThat(frames.get("allocated").get(0).get(0).get(3).asInt()).isEqualTo(703);
    assertThat(frames.get("pods").get(1).get(3).asInt()).isEqualTo(13);
  }

  @Test
  void lessIsTakenInWhereThereIsLessRoom() {
    PlaybackRecorder full = filled(100, 20_000, PlaybackBudget.WHOLE_PAGE);

    String data = data(full, 100_000);

    assertThat(data.length()).isLessThanOrEqualTo(100_000);
    assertThat(Decoded.of(data).numbers("pods", "name")).hasSizeBetween(1_000, 19_000);
  }

  @Test
  void theSampleDoesNotFollowFromTheOrderOfEnds() {
    PlaybackBudget small = new PlaybackBudget(500, 0, 20_000, 0);
    List<PodRow> rows = rows(10, 10_000);
    PlaybackRecorder forwards = new PlaybackRecorder(small, false);
    PlaybackRecorder backwards = new PlaybackRecorder(small, false);
    for (int i = 0; i < rows.size(); i++) {
      forwards.pod(rows.get(i));
      backwards.pod(rows.get(rows.size() - 1 - i));
    }

    assertThat(data(forwards, PAGE_CHARS_MAX)).isEqualTo(data(backwards, PAGE_CHARS_MAX));
  }

  @Test
  void aDecisionKeepsItsBestNodesAndTheOneChosen() {
    node(recorder, "node-1", "a");
    for (int i = 2; i <= 20; i++) {
      node(recorder, "node-" + i, "a");
    }
    List<String> feasible = IntStream.rangeClosed(1, 19).mapToObj(i -> "node-" + i).toList();
    List<Long> totals = IntStream.rangeClosed(1, 19).mapToObj(i -> (long) i).toList();
    recorder.decision(
        new Decision(
            3 * SECOND,
            "default/web-1",
            1,
            "default-scheduler",
            20,
            "",
            null,
            List.of(
                new Decision.NodeVerdict(
                    "node-20",
                    new Decision.Refusal(
                        "NodeResourcesFit", "Unschedulable", List.of("Insufficient cpu")))),
            feasible,
            List.of(new Decision.PluginScores("NodeResourcesFit", 1, totals, totals)),
            totals,
            List.of("node-19"),
            "node-2",
            "",
            null));
    recorder.pod(pod("web-1", 1, 3, -1, "node-2", PodOutcome.RUNNING));

    Decoded run = Decoded.of(data());

    JsonNode decision = run.json().get("decisions").get(0);
    assertThat(decision.get("pod").asInt()).isZero();
    assertThat(decision.get("node").asInt()).isEqualTo(1);
    assertThat(decision.get("rows")).hasSize(13);
    assertThat(decision.get("rows").get(0).toString()).isEqualTo("[18,19,[19],[19]]");
    assertThat(decision.get("rows").get(12).toString()).isEqualTo("[1,2,[2],[2]]");
    assertThat(decision.get("omittedRows").asInt()).isEqualTo(6);
    assertThat(decision.get("rejected").get(0).get(0).asInt()).isEqualTo(1);
    assertThat(run.json().get("decisionNote").asString()).isEqualTo("All decisions are here.");
  }

  private static PlaybackRecorder filled(int nodes, int pods, PlaybackBudget budget) {
    PlaybackRecorder full = new PlaybackRecorder(budget, false);
    for (int n = 0; n < nodes; n++) {
      node(full, "node-" + n, "zone-" + n % 3);
    }
    rows(nodes, pods).forEach(full::pod);
    List<String> names = IntStream.range(0, nodes).mapToObj(n -> "node-" + n).toList();
    List<LoadHistory.Stretch> frames = new ArrayList<>();
    for (int f = 0; f < 3; f++) {
      char[] frame = new char[nodes * 3];
      for (int n = 0; n < nodes; n++) {
        frame[3 * n] = (char) (n + 5 * f);
        frame[3 * n + 1] = (char) (n + 700 - f);
      }
      frames.add(new LoadHistory.Stretch(600 * SECOND * f, frame));
    }
    full.loadHistory(new LoadHistory(names, List.of("cpu", "memory"), frames));
    return full;
  }

  private static List<PodRow> rows(int nodes, int pods) {
    Random random = new Random(pods);
    List<PodRow> rows = new ArrayList<>();
    double now = 0;
    for (int i = 0; i < pods; i++) {
      now += random.nextDouble();
      double bound = now + random.nextInt(1000) / 1e3;
      rows.add(
          pod(
              "batch-" + i,
              now,
              bound,
              random.nextInt(10) == 0 ? -1 : bound + 3600 * random.nextDouble(),
              "node-" + random.nextInt(nodes),
              PodOutcome.RUNNING,
              Map.of(
                  "cpu",
                  100L * (1 + random.nextInt(40)),
                  "memory",
                  (long) random.nextInt(8000) << 20)));
    }
    return rows;
  }
}
