package io.towtank.workloads.kubernetes;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Passes each kind of warning on once, however many objects give rise to it. */
final class Warnings {
  private static final int KINDS_MAX = 1000;

  private final Consumer<String> sink;
  private final Set<String> seen = new HashSet<>();

  Warnings(Consumer<String> sink) {
    this.sink = sink;
  }

  /**
   * Tells of something, unless it was told of before.
   *
   * @param what kind and field; the same for all objects of the kind
   */
  void once(String what, String message) {
    if (seen.size() < KINDS_MAX && seen.add(what)) {
      sink.accept(message);
    }
  }
}
