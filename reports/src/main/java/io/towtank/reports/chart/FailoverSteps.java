package io.towtank.reports.chart;

import io.towtank.record.FaultEvent;
import io.towtank.record.FaultEvent.Kind;
import io.towtank.reports.format.Humanize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The course of a fault in a few lines: like steps of several nodes or pods are one. */
final class FailoverSteps {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int STEPS_MAX = 16;
  private static final double SECONDS_BELOW = 7200;

  /** Steps after which nothing more of the failover comes. */
  private static final List<Kind> AFTERMATH =
      List.of(Kind.ENDED, Kind.NODE_READY, Kind.NODE_UNTAINTED, Kind.POD_GONE);

  private FailoverSteps() {}

  /**
   * A line.
   *
   * @param firstSeconds since the fault, of the first of its events
   * @param lastSeconds of the last
   */
  record Step(
      Kind kind, String object, String detail, int count, double firstSeconds, double lastSeconds) {
    String time() {
      return "+" + FailoverSteps.time(firstSeconds, firstSeconds);
    }

    private String last() {
      return lastSeconds > firstSeconds
          ? " until +" + FailoverSteps.time(lastSeconds, firstSeconds)
          : "";
    }

    private String many() {
      return Humanize.count(count) + " ";
    }

    /** Of one node the whole taint, of many its effect: a line has room for no more. */
    private String taint(String verb, String participle) {
      return count == 1
          ? verb + " " + detail.replace("node.kubernetes.io/", "")
          : many() + participle + " " + detail.substring(detail.lastIndexOf(':') + 1) + last();
    }

    String words() {
      String last = last();
      String many = many();
      return switch (kind) {
        case BEGAN -> detail;
        case NOTED -> object;
        case ENDED -> detail + " repaired";
        case NODE_NOT_READY, NODE_READY ->
            count == 1 ? object + " " + detail : many + "nodes " + detail + last;
        case NODE_TAINTED -> taint("taint", "tainted");
        case NODE_UNTAINTED -> taint("untaint", "untainted");
        case POD_UNREADY, POD_EVICTED, POD_READY, POD_GONE ->
            (count == 1 ? "" : many) + plural(kind.words(), "pod", count) + last;
        case REPLACEMENT_CREATED, REPLACEMENT_BOUND, REPLACEMENT_STARTED, REPLACEMENT_READY ->
            (count == 1 ? "" : many)
                + plural(kind.words(), "replacement", count)
                + (count == 1 && kind == Kind.REPLACEMENT_BOUND ? " to " + detail : "")
                + last;
      };
    }

    private static String plural(String words, String noun, int count) {
      return count == 1 ? words : words.replace(noun, noun + "s");
    }
  }

  /**
   * A time since the fault: in seconds, so that it can be compared with timeouts and graces.
   *
   * @param scaleSeconds a time of two hours or more for larger units
   */
  static String time(double seconds, double scaleSeconds) {
    return scaleSeconds < SECONDS_BELOW
        ? Humanize.significant(seconds) + " s"
        : Humanize.duration(seconds);
  }

  /** The steps in the order of their first events. */
  static List<Step> of(List<FaultEvent> events, long beginNanos) {
    Map<String, Step> steps = new LinkedHashMap<>();
    for (FaultEvent event : events) {
      double at = (event.atNanos() - beginNanos) / NANOS_PER_SECOND;
      Step step = new Step(event.kind(), event.object(), event.detail(), 1, at, at);
      steps.merge(
          key(event),
          step,
          (a, b) ->
              new Step(
                  a.kind(),
                  a.object(),
                  a.detail(),
                  a.count() + 1,
                  a.firstSeconds(),
                  b.lastSeconds()));
    }
    List<Step> all = new ArrayList<>(steps.values());
    if (all.size() > STEPS_MAX) {
      all.removeIf(step -> step.kind() == Kind.NOTED);
    }
    return List.copyOf(all.subList(0, Math.min(STEPS_MAX, all.size())));
  }

  private static String key(FaultEvent event) {
    return switch (event.kind()) {
      case NOTED -> event.kind() + event.object();
      case NODE_TAINTED, NODE_UNTAINTED, NODE_NOT_READY, NODE_READY ->
          event.kind() + event.detail();
      default -> event.kind().toString();
    };
  }

  /** Up to when to draw: the failover, and its aftermath if it is near. */
  static double endSeconds(List<Step> steps) {
    double failover = 0;
    double all = 0;
    for (Step step : steps) {
      all = Math.max(all, step.lastSeconds());
      failover =
          AFTERMATH.contains(step.kind()) ? failover : Math.max(failover, step.lastSeconds());
    }
    return failover > 0 && all > 1.6 * failover ? failover : all;
  }
}
