package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.NominatedPods;

/**
 * How an engine decides, besides its plugins.
 *
 * @param tieBreaker chooses among equally good nodes
 * @param nominated pods that wait for room on nodes
 * @param scoresLoneNode whether a single feasible node is scored, if details are asked for;
 *     kube-scheduler takes it without
 */
public record EngineOptions(
    TieBreaker tieBreaker, NominatedPods nominated, boolean scoresLoneNode) {
  /** With a tie breaker; nobody is nominated. */
  public static EngineOptions of(TieBreaker tieBreaker) {
    return new EngineOptions(tieBreaker, NominatedPods.NONE, false);
  }
}
