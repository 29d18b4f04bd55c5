package io.towtank.scenarios.cli;

import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.duration;

import io.towtank.metrics.PodCounts;
import io.towtank.model.Labels;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.reports.table.Sparkline;
import io.towtank.scenarios.run.RunView;
import io.towtank.scheduling.QueueLengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run looks like while it goes on. */
final class LiveScreen {
  private static final int LINES_OF_FIGURES = 6;
  private static final int ZONE_MAX = 16;
  private static final char EMPTY = '·';
  private static final char NOT_READY = '×';
  private static final char CORDONED = '-';

  private final String title;
  private final int width;
  private final int height;

  /**
   * A screen of so many characters in so many lines.
   *
   * @param title what runs
   */
  LiveScreen(String title, int width, int height) {
    this.title = title;
    this.width = width;
    this.height = height;
  }

  /** The nodes of one zone, each as the bar that stands for it. */
  private static final class Zone {
    private final List<Double> ratios = new ArrayList<>();
    private final List<Character> marks = new ArrayList<>();
  }

  /**
   * One line about everything.
   *
   * @param total pods expected, -1 where that is unknown
   * @param seconds wall clock since the start
   */
  String line(RunView run, long total, double seconds) {
    PodCounts pods = run.pods();
    return title
        + ": "
        + duration(run.nowNanos() / 1e9)
        + " simulated, "
        + count(pods.submitted())
        + (total > 0 ? " of " + count(total) : "")
        + " pods, "
        + count(pods.pending())
        + " pending, "
        + count(pods.bound())
        + " bound, "
        + count(pods.ended())
        + " ended, "
        + count((double) Math.round(run.events() / seconds))
        + " events/s";
  }

  /** The whole screen, in lines that fit. */
  List<String> lines(RunView run, long total, double seconds) {
    PodCounts pods = run.pods();
    QueueLengths queue = run.queue();
    List<String> lines = new ArrayList<>();
    lines.add(
        title
            + "   "
            + duration(run.nowNanos() / 1e9)
            + " simulated in "
            + duration(seconds)
            + ", "
            + count((double) Math.round(run.events() / seconds))
            + " events/s");
    lines.add(
        "pods    "
            + count(pods.submitted())
            + (total > 0 ? " of " + count(total) : "")
            + " submitted, "
            + count(pods.pending())
            + " pending, "
            + count(pods.bound())
            + " bound, "
            + count(pods.ended())
            + " ended");
    lines.add(
        "queue   "
            + count(queue.active())
            + " active, "
            + count(queue.backoff())
            + " in backoff, "
            + count(queue.unschedulable())
            + " unschedulable");
    nodes(run, lines);
    return lines.stream().map(line -> line.substring(0, Math.min(width, line.length()))).toList();
  }

  private void nodes(RunView run, List<String> lines) {
    SortedMap<String, Zone> zones = new TreeMap<>();
    int[] counts = new int[3];
    run.showLoads(
        (node, ratio, pods) -> {
          String name = node.labels().get(Labels.ZONE);
          Zone zone = zones.computeIfAbsent(name == null ? "" : name, unused -> new Zone());
          char mark = mark(node, pods);
          zone.ratios.add(ratio);
          zone.marks.add(mark);
          counts[0]++;
          counts[1] += pods > 0 ? 1 : 0;
          counts[2] += mark == NOT_READY ? 1 : 0;
        });
    lines.add(
        "nodes   "
            + count(counts[1])
            + " of "
            + count(counts[0])
            + " in use"
            + (counts[2] > 0 ? ", " + count(counts[2]) + " not ready (" + NOT_READY + ")" : ""));
    int margin = 2 + zones.keySet().stream().mapToInt(String::length).max().orElse(0);
    int indent = Math.min(margin, ZONE_MAX);
    int room = Math.max(1, width - indent);
    int perBar = 1;
    while (linesOf(zones, room, perBar) > Math.max(zones.size() + 1, height - LINES_OF_FIGURES)) {
      perBar *= 2;
    }
    for (Map.Entry<String, Zone> entry : zones.entrySet()) {
      String bars = bars(entry.getValue(), perBar);
      for (int from = 0; from < bars.length() && lines.size() < height - 1; from += room) {
        String name = from == 0 ? entry.getKey() : "";
        String cut = name.substring(0, Math.min(name.length(), indent - 2));
        lines.add(
            cut
                + " ".repeat(indent - cut.length())
                + bars.substring(from, Math.min(bars.length(), from + room)));
      }
    }
    if (perBar > 1) {
      lines.add("a bar stands for the mean of " + perBar + " nodes");
    }
  }

  private static int linesOf(SortedMap<String, Zone> zones, int room, int perBar) {
    int lines = perBar > 1 ? 1 : 0;
    for (Zone zone : zones.values()) {
      int bars = (zone.marks.size() + perBar - 1) / perBar;
      lines += (bars + room - 1) / room;
    }
    return lines;
  }

  private static char mark(Node node, int pods) {
    NodeCondition ready = node.condition(NodeCondition.READY);
    if (ready != null && ready.status() != NodeCondition.Status.TRUE) {
      return NOT_READY;
    }
    return node.unschedulable() ? CORDONED : pods == 0 ? EMPTY : ' ';
  }

  /** Of nodes that share a bar, one that is not well shows. */
  private static String bars(Zone zone, int perBar) {
    StringBuilder bars = new StringBuilder();
    for (int from = 0; from < zone.marks.size(); from += perBar) {
      int to = Math.min(zone.marks.size(), from + perBar);
      double sum = 0;
      boolean isEmpty = true;
      char unwell = ' ';
      for (int i = from; i < to; i++) {
        char mark = zone.marks.get(i);
        sum += zone.ratios.get(i);
        isEmpty &= mark == EMPTY;
        if (mark == NOT_READY || (mark == CORDONED && unwell == ' ')) {
          unwell = mark;
        }
      }
      bars.append(unwell != ' ' ? unwell : isEmpty ? EMPTY : Sparkline.bar(sum / (to - from)));
    }
    return bars.toString();
  }
}
