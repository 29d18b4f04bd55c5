package io.towtank.workloads.fit;

import io.towtank.kernel.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of many things, each as likely to be among them. Source: J. S. Vitter, "Random sampling with
 * a reservoir", 1985, algorithm R.
 */
final class Reservoir<T> {
  private final int most;
  private final RandomStream draws;
  private final List<T> kept = new ArrayList<>();
  private long seen;

  Reservoir(int most, RandomStream draws) {
    this.most = most;
    this.draws = draws;
  }

  void add(T item) {
    seen++;
    if (kept.size() < most) {
      kept.add(item);
      return;
    }
    long place = draws.nextLong(seen);
    if (place < most) {
      kept.set((int) place, item);
    }
  }

  List<T> kept() {
    return kept;
  }

  boolean isComplete() {
    return seen == kept.size();
  }
}
