package io.towtank.reports.playback;

import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a run in bounded memory: all of them where they are few enough, else those of note
 * and a sample of the rest by the hash of their names.
 *
 * <p>Of note are pods that ended badly (evicted and preempted ones among them) or never found a
 * node, those that waited longest, those that requested most, and those whose decisions are kept.
 */
final class PodSample {
  private static final int WAITS_MAX = 500;
  private static final int REQUESTS_MAX = 50;
  private static final int RESOURCES_MAX = 8;
  private static final int DECIDED_MAX = 20_000;

  /** One pod, and what orders it. */
  record Entry(PodRow row, long hash) {}

  private final HashSample<Entry> rest;
  private final HashSample<Entry> notable;
  private final PriorityQueue<Entry> longestWaits =
      new PriorityQueue<>(
          Comparator.comparingLong((Entry entry) -> wait(entry.row()))
              .thenComparingLong(Entry::hash));
  private final Map<String, PriorityQueue<Entry>> largest = new LinkedHashMap<>();
  private final HashSample<Entry> decided;
  private final int podsMax;
  private long pods;
  private long notablePods;

  /** Keeps at most so many pods, give or take the few of note. */
  PodSample(int podsMax) {
    this.podsMax = podsMax;
    rest = new HashSample<>(podsMax, Entry::hash, entry -> {});
    notable = new HashSample<>(podsMax / 3, Entry::hash, rest::add);
    decided = new HashSample<>(DECIDED_MAX, Entry::hash, rest::add);
  }

  /**
   * Takes one more pod.
   *
   * @param isDecided whether decisions about it are kept
   */
  void add(PodRow row, boolean isDecided) {
    pods++;
    Entry entry = new Entry(row, Hashes.of(row.namespace(), row.name()));
    if (isDecided) {
      decided.add(entry);
    } else if (isNotable(row)) {
      notablePods++;
      notable.add(entry);
    } else {
      offerByRequest(entry);
    }
  }

  private static boolean isNotable(PodRow row) {
    return row.node().isEmpty() || row.outcome() == PodOutcome.FAILED;
  }

  private static long wait(PodRow row) {
    return row.boundNanos() < 0 ? 0 : row.boundNanos() - row.createdNanos();
  }

  /** A pod that ousts another is kept in its place, and that one may be of note otherwise. */
  private void offerByRequest(Entry entry) {
    Entry left = entry;
    for (String resource : entry.row().requests().keySet()) {
      if (left != null && (largest.containsKey(resource) || largest.size() < RESOURCES_MAX)) {
        left = offer(largest.computeIfAbsent(resource, PodSample::byRequest), left, REQUESTS_MAX);
      }
    }
    left = left == null ? null : offer(longestWaits, left, WAITS_MAX);
    if (left != null) {
      rest.add(left);
    }
  }

  private static PriorityQueue<Entry> byRequest(String resource) {
    return new PriorityQueue<>(
        Comparator.comparingLong((Entry one) -> one.row().requests().getOrDefault(resource, 0L))
            .thenComparingLong(Entry::hash));
  }

  /** Puts it in if it is among the highest; who is left over: it, another one, or nobody. */
  private static @Nullable Entry offer(PriorityQueue<Entry> queue, Entry entry, int max) {
    queue.add(entry);
    return queue.size() > max ? queue.poll() : null;
  }

  /** How many pods there were. */
  long pods() {
    return pods;
  }

  /** How many of them ended badly or never found a node. */
  long notablePods() {
    return notablePods;
  }

  /** At most so many of them, those of note first, in the order of creation. */
  List<PodRow> select(int max) {
    List<Entry> chosen = new ArrayList<>();
    Set<Entry> seen = new HashSet<>();
    take(decided.lowest(), max / 2, chosen, seen);
    for (PriorityQueue<Entry> queue : largest.values()) {
      take(sorted(queue), max / 2, chosen, seen);
    }
    take(sorted(longestWaits), max / 2, chosen, seen);
    take(notable.lowest(), Math.max(max / 3, max - rest.lowest().size()), chosen, seen);
    take(rest.lowest(), max, chosen, seen);
    take(notable.lowest(), max, chosen, seen);
    take(decided.lowest(), max, chosen, seen);
    return chosen.stream()
        .map(Entry::row)
        .sorted(
            Comparator.comparingLong(PodRow::createdNanos)
                .thenComparing(PodRow::namespace)
                .thenComparing(PodRow::name)
                .thenComparingLong(PodRow::releasedNanos))
        .toList();
  }

  /** How many pods can be kept at all. */
  int podsMax() {
    return podsMax;
  }

  private static List<Entry> sorted(PriorityQueue<Entry> queue) {
    List<Entry> all = new ArrayList<>(queue);
    all.sort(queue.comparator().reversed());
    return all;
  }

  private static void take(List<Entry> from, int max, List<Entry> chosen, Set<Entry> seen) {
    for (Entry entry : from) {
      if (chosen.size() >= max) {
        return;
      }
      if (seen.add(entry)) {
        chosen.add(entry);
      }
    }
  }
}
