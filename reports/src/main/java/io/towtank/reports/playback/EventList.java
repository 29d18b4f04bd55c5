package io.towtank.reports.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Events in bounded memory: when there are too many, every second one that may go goes. */
final class EventList<T> {
  private final int max;
  private final Predicate<T> mayGo;
  private List<T> kept = new ArrayList<>();
  private long count;
  private long stride = 1;
  private long seen;

  /**
   * No events yet.
   *
   * @param mayGo whether an event may be left out
   */
  EventList(int max, Predicate<T> mayGo) {
    this.max = max;
    this.mayGo = mayGo;
  }

  void add(T event) {
    count++;
    if (mayGo.test(event) && seen++ % stride != 0) {
      return;
    }
    if (kept.size() >= max) {
      thin();
    }
    if (kept.size() < 2 * max) {
      kept.add(event);
    }
  }

  private void thin() {
    List<T> fewer = new ArrayList<>();
    long candidates = 0;
    for (T event : kept) {
      if (!mayGo.test(event) || candidates++ % 2 == 0) {
        fewer.add(event);
      }
    }
    if (fewer.size() < kept.size()) {
      stride *= 2;
      kept = fewer;
    }
  }

  /** Those kept, in their order. */
  List<T> kept() {
    return kept;
  }

  /** How many were left out. */
  long omitted() {
    return count - kept.size();
  }
}
