package io.towtank.plugins.kubernetes;

import io.towtank.scheduling.framework.ScorePlugin;

/** What the scores over resources have in common. */
final class ScoredResources {
  private static final long EXACT_MAX = Long.MAX_VALUE / ScorePlugin.SCORE_MAX;

  private ScoredResources() {}

  /** part × 100 / whole, rounded down; for amounts so large that this overflows, nearly so. */
  static long percentage(long part, long whole) {
    return part <= EXACT_MAX
        ? part * ScorePlugin.SCORE_MAX / whole
        : part / (whole / ScorePlugin.SCORE_MAX);
  }
}
