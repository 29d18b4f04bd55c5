package io.towtank.plugins.kubernetes;

import io.towtank.scheduling.framework.ScorePlugin;

/** What the scores over resources have in common. */
final class ScoredResources {
  private static final long EXACT_MAX = Long.MAX_VALUE / ScorePlugin.SCORE_MAX;

  /** Up to here 100 times the part is a double without rounding. */
  private static final long PART_MAX = (1L << 53) / ScorePlugin.SCORE_MAX;

  private static final long WHOLE_MAX = 1L << 45;

  private ScoredResources() {}

  /** part × 100 / whole, rounded down; for amounts so large that this overflows, nearly so. */
  static long percentage(long part, long whole) {
    if (part >= 0 && part <= PART_MAX && part <= whole && isExactQuotient(whole)) {
      return quotient(part * ScorePlugin.SCORE_MAX, whole);
    }
    return part <= EXACT_MAX
        ? part * ScorePlugin.SCORE_MAX / whole
        : part / (whole / ScorePlugin.SCORE_MAX);
  }

  /** Whether {@link #quotient} is exact. */
  static boolean isExactQuotient(long whole) {
    return whole > 0 && whole <= WHOLE_MAX;
  }

  /**
   * Part / whole, rounded down, where the part is not negative and 100 times the whole at most.
   *
   * <p>Faster than whole numbers, and exact: the quotient is 100 at most, so that rounding adds
   * 2^-47 at most, but one that is no whole number lies 1 / whole, 2^-45 or more, below the next.
   */
  static long quotient(long part, long whole) {
    return (long) ((double) part / whole);
  }
}
