package io.towtank.scheduling;

import io.towtank.model.PodMix;
import io.towtank.scheduling.engine.EngineKind;
import io.towtank.scheduling.queue.QueueOptions;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the scheduler behaves besides its profiles.
 *
 * @param queue times of the queue
 * @param cycleCost simulation time of a scheduling cycle
 * @param bindLatencyNanos from the end of the scheduling cycle to the bound pod
 * @param ties how ties are broken
 * @param watchDelayNanos from a write to the API to the scheduler's hearing of it
 * @param nodeRanks with {@link Ties#RANK}: ranks by node name; nodes not named get drawn ones,
 *     behind those named
 * @param podMix what the workload's pods are like, for plugins that ask
 * @param engine what finds the nodes
 */
public record SchedulerOptions(
    QueueOptions queue,
    CycleCost cycleCost,
    long bindLatencyNanos,
    Ties ties,
    long watchDelayNanos,
    SortedMap<String, Long> nodeRanks,
    PodMix podMix,
    EngineKind engine) {

  /** How to choose among equally good nodes. */
  public enum Ties {
    /** Each with the same probability, from the random stream {@code scheduler/ties}. */
    RANDOM,
    /** The first in node order. */
    FIRST,
    /** The one whose name comes first. */
    NAME,
    /** The one of lowest rank; ranks stay as they are all along. */
    RANK
  }

  /** Real queue, no latencies, random ties. */
  public static final SchedulerOptions DEFAULT =
      new SchedulerOptions(QueueOptions.DEFAULT, CycleCost.ZERO, 0, Ties.RANDOM, 0);

  /** Without ranks and mix, with the fast engine. */
  public SchedulerOptions(
      QueueOptions queue,
      CycleCost cycleCost,
      long bindLatencyNanos,
      Ties ties,
      long watchDelayNanos) {
    this(
        queue,
        cycleCost,
        bindLatencyNanos,
        ties,
        watchDelayNanos,
        Collections.emptySortedMap(),
        PodMix.EMPTY,
        EngineKind.FAST);
  }

  /** Refuses negative latencies, and copies the ranks. */
  public SchedulerOptions {
    nodeRanks = Collections.unmodifiableSortedMap(new TreeMap<>(nodeRanks));
    if (bindLatencyNanos < 0 || watchDelayNanos < 0) {
      throw new IllegalArgumentException(
          "negative latency: " + bindLatencyNanos + ", " + watchDelayNanos + " ns");
    }
  }

  /** The same with {@link #nodeRanks()}. */
  public SchedulerOptions withNodeRanks(SortedMap<String, Long> value) {
    return new SchedulerOptions(
        queue, cycleCost, bindLatencyNanos, ties, watchDelayNanos, value, podMix, engine);
  }

  /** The same with {@link #podMix()}. */
  public SchedulerOptions withPodMix(PodMix value) {
    return new SchedulerOptions(
        queue, cycleCost, bindLatencyNanos, ties, watchDelayNanos, nodeRanks, value, engine);
  }

  /** The same with {@link #engine()}. */
  public SchedulerOptions withEngine(EngineKind value) {
    return new SchedulerOptions(
        queue, cycleCost, bindLatencyNanos, ties, watchDelayNanos, nodeRanks, podMix, value);
  }
}
