package io.towtank.scenarios.conformance;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a decision consists of, in the order in which it comes about. */
enum Aspect {
  POD("pod"),
  SKIPPED("skipped"),
  PRE_ENQUEUE("preEnqueue"),
  PRE_FILTER("preFilter"),
  FILTER("filter"),
  FEASIBLE("feasible"),
  RAW("scores.raw"),
  NORMALIZED("scores.normalized"),
  WEIGHT("scores.weight"),
  TOTAL("total"),
  BEST("best"),
  SELECTED("selected"),
  CANDIDATE("preemption.candidates"),
  PREEMPTION_BEST("preemption.best"),
  NOMINATED_NODE("preemption.nominatedNode"),
  VICTIMS("preemption.victims");

  /** Aspects that are counted together. */
  enum Group {
    /** Who may be tried, and where it could go. */
    VERDICTS("verdicts", SKIPPED, PRE_ENQUEUE, PRE_FILTER, FILTER, FEASIBLE),
    /** Scores as the plugins gave them. */
    RAW_SCORES("rawScores", RAW),
    /** Scores from 0 to 100, and their weights. */
    NORMALIZED_SCORES("normalizedScores", NORMALIZED, WEIGHT),
    /** Weighted sums. */
    TOTALS("totals", TOTAL),
    /** The equally good nodes. */
    BEST_NODES("best", BEST),
    /** The node taken. */
    SELECTED_NODE("selected", SELECTED),
    /** Who is evicted for the pod, and where. */
    PREEMPTION("preemption", CANDIDATE, PREEMPTION_BEST, NOMINATED_NODE, VICTIMS);

    private final String key;
    private final Set<Aspect> aspects;

    Group(String key, Aspect... aspects) {
      this.key = key;
      this.aspects = EnumSet.copyOf(List.of(aspects));
    }

    /** Name of the count in reports for programs. */
    String key() {
      return key;
    }

    boolean has(Aspect aspect) {
      return aspects.contains(aspect);
    }
  }

  private final String field;

  Aspect(String field) {
    this.field = field;
  }

  /** The recording's field. */
  String field() {
    return field;
  }
}
