package io.towtank.plugins.kubernetes;

import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.ScorePlugin;
import java.util.List;

/**
 * A score for each utilisation, linear between given points and constant outside them; in integers,
 * truncated toward zero.
 */
final class UtilizationShape {
  private static final long POINT_SCORE_MAX = 10;

  private final long[] utilizations;
  private final long[] scores;

  private UtilizationShape(long[] utilizations, long[] scores) {
    this.utilizations = utilizations;
    this.scores = scores;
  }

  /**
   * Reads {@code [{utilization: 0, score: 0}, {utilization: 100, score: 10}]}.
   *
   * @throws IllegalArgumentException if there is no point, utilisations (0 to 100) do not grow, or
   *     a score is not 0 to 10
   */
  static UtilizationShape read(List<PluginArgs> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "requestedToCapacityRatio: shape needs at least one point,"
              + " e.g. {utilization: 0, score: 0}");
    }
    long[] utilizations = new long[points.size()];
    long[] scores = new long[points.size()];
    for (int i = 0; i < utilizations.length; i++) {
      utilizations[i] = points.get(i).integer("utilization", 0, 0, ScorePlugin.SCORE_MAX);
      scores[i] =
          points.get(i).integer("score", 0, 0, POINT_SCORE_MAX)
              * (ScorePlugin.SCORE_MAX / POINT_SCORE_MAX);
      if (i > 0 && utilizations[i] <= utilizations[i - 1]) {
        throw new IllegalArgumentException(
            "shape: utilizations must grow from point to point, found "
                + utilizations[i]
                + " after "
                + utilizations[i - 1]);
      }
    }
    return new UtilizationShape(utilizations, scores);
  }

  /** Score, 0 to 100, of a utilisation in percent. */
  long score(long utilization) {
    int last = utilizations.length - 1;
    if (utilization <= utilizations[0]) {
      return scores[0];
    }
    if (utilization > utilizations[last]) {
      return scores[last];
    }
    int i = 1;
    while (utilization > utilizations[i]) {
      i++;
    }
    return scores[i - 1]
        + (scores[i] - scores[i - 1])
            * (utilization - utilizations[i - 1])
            / (utilizations[i] - utilizations[i - 1]);
  }

  /** The highest score of a range of utilisations. */
  long scoreMax(long from, long to) {
    long max = Math.max(score(from), score(to));
    for (int i = 0; i < utilizations.length; i++) {
      if (utilizations[i] > from && utilizations[i] < to) {
        max = Math.max(max, scores[i]);
      }
    }
    return max;
  }

  /** Whether all scores of a range of utilisations are above 0. */
  boolean isPositive(long from, long to) {
    boolean positive = score(from) > 0 && score(to) > 0;
    for (int i = 0; i < utilizations.length; i++) {
      positive &= utilizations[i] <= from || utilizations[i] >= to || scores[i] > 0;
    }
    return positive;
  }
}
