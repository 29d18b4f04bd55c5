package io.towtank.scenarios.conformance;

import org.jspecify.annotations.Nullable;

/** What a decision consists of, in the order in which it comes about. */
enum Aspect {
  POD("pod", null),
  SKIPPED("skipped", Group.VERDICTS),
  PRE_ENQUEUE("preEnqueue", Group.VERDICTS),
  PRE_FILTER("preFilter", Group.VERDICTS),
  FILTER("filter", Group.VERDICTS),
  FEASIBLE("feasible", Group.VERDICTS),
  RAW("scores.raw", Group.RAW_SCORES),
  NORMALIZED("scores.normalized", Group.NORMALIZED_SCORES),
  WEIGHT("scores.weight", Group.NORMALIZED_SCORES),
  TOTAL("total", Group.TOTALS),
  BEST("best", Group.BEST_NODES),
  SELECTED("selected", Group.SELECTED_NODE),
  CANDIDATE("preemption.candidates", Group.PREEMPTION),
  PREEMPTION_BEST("preemption.best", Group.PREEMPTION),
  NOMINATED_NODE("preemption.nominatedNode", Group.PREEMPTION),
  VICTIMS("preemption.victims", Group.PREEMPTION);

  /** Aspects that are counted together. */
  enum Group {
    /** Whether the pod may be tried, and where it could go. */
    VERDICTS("verdicts"),
    /** Scores as the plugins gave them. */
    RAW_SCORES("rawScores"),
    /** Scores from 0 to 100, and their weights. */
    NORMALIZED_SCORES("normalizedScores"),
    /** Weighted sums. */
    TOTALS("totals"),
    /** The equally good nodes. */
    BEST_NODES("best"),
    /** The node taken. */
    SELECTED_NODE("selected"),
    /** Who is evicted for the pod, and where. */
    PREEMPTION("preemption");

    private final String key;

    Group(String key) {
      this.key = key;
    }

    /** Name of the count in reports for programs. */
    String key() {
      return key;
    }

    boolean has(Aspect aspect) {
      return aspect.group == this;
    }
  }

  private final String field;
  private final @Nullable Group group;

  Aspect(String field, @Nullable Group group) {
    this.field = field;
    this.group = group;
  }

  /** The recording's field. */
  String field() {
    return field;
  }
}
