package io.towtank.reports.explain;

import io.towtank.reports.format.Humanize;

/** Small parts of sentences. */
final class Words {
  private Words() {}

  /** {@code 1 node}, {@code 2 nodes}. */
  static String nodes(long count) {
    return Humanize.count(count) + (count == 1 ? " node" : " nodes");
  }

  /** {@code 1 pod}, {@code 2 pods}. */
  static String pods(long count) {
    return Humanize.count(count) + (count == 1 ? " pod" : " pods");
  }
}
