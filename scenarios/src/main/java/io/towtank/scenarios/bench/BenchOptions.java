package io.towtank.scenarios.bench;

import java.util.List;

/**
 * What to measure.
 *
 * @param engines the first is what the others are compared with
 * @param workloads kinds of pods; empty for none
 * @param nodes sizes of clusters
 * @param pending numbers of pending events; empty for none
 * @param seconds for each cell, after a warm-up of half as long
 * @param seed of the workloads
 * @param clock what seconds are counted by
 */
public record BenchOptions(
    List<BenchEngine> engines,
    List<BenchWorkload> workloads,
    List<Integer> nodes,
    List<Integer> pending,
    double seconds,
    long seed,
    BenchClock clock) {
  /** Copies the lists. */
  public BenchOptions {
    engines = List.copyOf(engines);
    workloads = List.copyOf(workloads);
    nodes = List.copyOf(nodes);
    pending = List.copyOf(pending);
  }
}
