package io.towtank.plugins.kubernetes;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.ScorePlugin;

/** What the scores over resources have in common. */
final class ScoredResources {
  private static final long EXACT_MAX = Long.MAX_VALUE / ScorePlugin.SCORE_MAX;

  private ScoredResources() {}

  /**
   * Whether a resource enters the score: CPU, memory and ephemeral storage always, others where the
   * pod requests them, the number of pods never.
   */
  static boolean counts(int resource, long request) {
    return resource < ResourceIndex.PODS || (resource > ResourceIndex.PODS && request != 0);
  }

  /** part × 100 / whole, rounded down; for amounts so large that this overflows, nearly so. */
  static long percentage(long part, long whole) {
    return part <= EXACT_MAX
        ? part * ScorePlugin.SCORE_MAX / whole
        : part / (whole / ScorePlugin.SCORE_MAX);
  }
}
