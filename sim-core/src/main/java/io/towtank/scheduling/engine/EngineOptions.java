package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.NominatedPods;
import org.jspecify.annotations.Nullable;

/**
 * How an engine decides, besides its plugins.
 *
 * @param tieBreaker chooses among equally good nodes
 * @param nominated pods that wait for room on nodes
 * @param scoresLoneNode whether a single feasible node is scored, if details are asked for;
 *     kube-scheduler takes it without
 * @param sampling how many feasible nodes are enough; null to evaluate all nodes
 */
public record EngineOptions(
    TieBreaker tieBreaker,
    NominatedPods nominated,
    boolean scoresLoneNode,
    @Nullable NodeSampling sampling) {
  /** All nodes are evaluated. */
  public EngineOptions(TieBreaker tieBreaker, NominatedPods nominated, boolean scoresLoneNode) {
    this(tieBreaker, nominated, scoresLoneNode, null);
  }

  /** With a tie breaker; nobody is nominated. */
  public static EngineOptions of(TieBreaker tieBreaker) {
    return new EngineOptions(tieBreaker, NominatedPods.NONE, false);
  }

  /** The same with {@link #sampling()}. */
  public EngineOptions withSampling(@Nullable NodeSampling value) {
    return new EngineOptions(tieBreaker, nominated, scoresLoneNode, value);
  }
}
