package io.towtank.reports.playback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many pods wait for which reason, over time, in bounded memory. Each change is a point; when
 * there are too many, that one of two neighbours stays at which more pods wait.
 */
final class PendingReasons {
  static final String OTHER = "other reasons";
  private static final int REASONS_MAX = 64;
  private static final int POINTS_MAX = 2048;
  private static final int MESSAGES_MAX = 4096;

  private final List<String> reasons = new ArrayList<>();
  private final Map<String, Integer> byReason = new HashMap<>();
  private final Map<String, Integer> byMessage = new HashMap<>();
  private final int[] now = new int[REASONS_MAX + 1];
  private int waiting;
  private long nowNanos = -1;
  private List<Point> points = new ArrayList<>();
  private long changesPerPoint = 1;
  private long changesInLast;

  /** How many waited for each reason at one moment; reasons met later are left out. */
  @SuppressWarnings("ArrayRecordComponent") // made once, not changed, never compared
  record Point(long timeNanos, int waiting, int[] counts) {}

  PendingReasons() {
    index("");
  }

  /** See {@link io.towtank.record.RunRecorder#pending}. */
  void change(long atNanos, @Nullable String before, @Nullable String after) {
    if (atNanos != nowNanos) {
      if (nowNanos >= 0) {
        settle();
      }
      nowNanos = atNanos;
    }
    if (before != null) {
      now[index(before)]--;
      waiting--;
    }
    if (after != null) {
      now[index(after)]++;
      waiting++;
    }
  }

  private int index(String message) {
    if (message.isEmpty() && !reasons.isEmpty()) {
      return 0;
    }
    Integer known = byMessage.get(message);
    if (known != null) {
      return known;
    }
    String reason = Reasons.withoutCounts(message);
    int index = byReason.getOrDefault(reason, REASONS_MAX);
    if (index == REASONS_MAX && reasons.size() < REASONS_MAX) {
      index = reasons.size();
      byReason.put(reason, index);
      reasons.add(reason);
    } else if (index == REASONS_MAX && reasons.size() == REASONS_MAX) {
      reasons.add(OTHER);
    }
    if (byMessage.size() == MESSAGES_MAX) {
      byMessage.clear();
    }
    byMessage.put(message, index);
    return index;
  }

  private void settle() {
    Point point = new Point(nowNanos, waiting, Arrays.copyOf(now, reasons.size()));
    if (changesInLast > 0 && changesInLast < changesPerPoint) {
      int last = points.size() - 1;
      points.set(last, higher(points.get(last), point));
      changesInLast++;
      return;
    }
    if (points.size() == POINTS_MAX) {
      List<Point> merged = new ArrayList<>();
      for (int i = 0; i + 1 < points.size(); i += 2) {
        merged.add(higher(points.get(i), points.get(i + 1)));
      }
      points = merged;
      changesPerPoint *= 2;
    }
    points.add(point);
    changesInLast = 1;
  }

  private static Point higher(Point a, Point b) {
    return a.waiting() > b.waiting() ? a : b;
  }

  /** All points in the order of time, the present one included. */
  List<Point> points() {
    List<Point> all = new ArrayList<>(points);
    if (nowNanos >= 0) {
      all.add(new Point(nowNanos, waiting, Arrays.copyOf(now, reasons.size())));
    }
    return all;
  }

  /** Whether points were left out. */
  boolean isThinned() {
    return changesPerPoint > 1;
  }

  /** The reasons by their number in the points; the first, empty, is that of pods not tried yet. */
  List<String> reasons() {
    return reasons;
  }
}
