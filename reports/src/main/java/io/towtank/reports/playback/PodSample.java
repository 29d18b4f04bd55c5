package io.towtank.reports.playback;

import io.towtank.model.ResourceList;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pods of a run in bounded memory: all of them where they are few enough, else those of note
 * and a sample of the rest by the hash of their names. A sample is a third of what there is room
 * for: nobody looks at so many of a million, and all of them cost the reader's browser time.
 *
 * <p>Of note are pods that ended badly (evicted and preempted ones among them) or never found a
 * node, those that waited longest, those that requested most, and those whose decisions are kept.
 */
final class PodSample {
  private static final int WAITS_MAX = 500;
  private static final int REQUESTS_MAX = 50;
  private static final int RESOURCES_MAX = 8;
  private static final int DECIDED_MAX = 20_000;
  private static final int SAMPLED_PART = 3;

  /** One pod, and what orders it; no two are equal. */
  static final class Entry {
    private final PodRow row;
    private final long hash;

    Entry(PodRow row, long hash) {
      this.row = row;
      this.hash = hash;
    }

    PodRow row() {
      return row;
    }

    long hash() {
      return hash;
    }
  }

  private final HashSample<Entry> rest;
  private final HashSample<Entry> notable;
  private final Highest longestWaits = new Highest(WAITS_MAX);
  private final Map<String, Highest> largest = new LinkedHashMap<>();
  private final HashSample<Entry> decided;
  private long pods;
  private long notablePods;

  /** Keeps at most so many pods, give or take the few of note. */
  PodSample(int podsMax) {
    int third = podsMax / SAMPLED_PART;
    rest = new HashSample<>(podsMax, third, Entry::hash, entry -> {});
    notable = new HashSample<>(third, third, Entry::hash, rest::add);
    decided = new HashSample<>(DECIDED_MAX, DECIDED_MAX, Entry::hash, rest::add);
  }

  /**
   * Takes one more pod.
   *
   * @param hash of its name
   * @param isDecided whether decisions about it are kept
   */
  void add(PodRow row, long hash, boolean isDecided) {
    pods++;
    Entry entry = new Entry(row, hash);
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
    ResourceList requests = entry.row().requests();
    for (int i = 0; i < requests.size(); i++) {
      String resource = requests.name(i);
      Highest highest = largest.get(resource);
      if (highest == null && largest.size() < RESOURCES_MAX) {
        highest = new Highest(REQUESTS_MAX);
        largest.put(resource, highest);
      }
      if (left != null && highest != null) {
        long value = left == entry ? requests.amount(i) : left.row().requests().get(resource);
        left = highest.offer(left, value);
      }
    }
    left = left == null ? null : longestWaits.offer(left, wait(left.row()));
    if (left != null) {
      rest.add(left);
    }
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
    List<Entry> chosen = new ArrayList<>(decided.all());
    largest.values().forEach(highest -> chosen.addAll(highest.all()));
    chosen.addAll(longestWaits.all());
    chosen.addAll(notable.all());
    chosen.addAll(rest.all());
    if (chosen.size() > max) {
      chosen.clear();
      choose(max, chosen);
    }
    return chosen.stream()
        .map(Entry::row)
        .sorted(
            Comparator.comparingLong(PodRow::createdNanos)
                .thenComparing(PodRow::namespace)
                .thenComparing(PodRow::name)
                .thenComparingLong(PodRow::releasedNanos))
        .toList();
  }

  private void choose(int max, List<Entry> chosen) {
    Set<Entry> seen = new HashSet<>();
    take(decided.lowest(), max / 2, chosen, seen);
    for (Highest highest : largest.values()) {
      take(highest.all(), max / 2, chosen, seen);
    }
    take(longestWaits.all(), max / 2, chosen, seen);
    take(notable.lowest(), Math.max(max / 3, max - rest.all().size()), chosen, seen);
    take(rest.lowest(), max, chosen, seen);
    take(notable.lowest(), max, chosen, seen);
    take(decided.lowest(), max, chosen, seen);
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
