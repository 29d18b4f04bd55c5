package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.ScorePlugin;

/** Scores, once normalised, lie between 0 and 100; a plugin that gives others has a defect. */
final class ScoreRange {
  private ScoreRange() {}

  static boolean contains(long score) {
    return score >= 0 && score <= ScorePlugin.SCORE_MAX;
  }

  /** What to throw at a score that is out of range. */
  static IllegalStateException defect(Plugin plugin, Object node, long score) {
    return new IllegalStateException(plugin.name() + " gave node " + node + " the score " + score);
  }
}
